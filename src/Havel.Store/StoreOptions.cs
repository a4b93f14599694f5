namespace Havel.Store;

/// <summary>What it takes to open a store.</summary>
/// <param name="Folder">The data folder; made where there is none.</param>
/// <param name="Time">The one clock.</param>
/// <param name="IndexesInBackground">Whether what new search parameters need is done by itself.</param>
public sealed record StoreOptions(string Folder, TimeProvider Time, bool IndexesInBackground = true);
