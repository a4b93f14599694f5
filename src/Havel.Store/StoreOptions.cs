namespace Havel.Store;

/// <summary>What it takes to open a store.</summary>
/// <param name="Folder">The data folder; made where there is none.</param>
/// <param name="Time">The one clock.</param>
public sealed record StoreOptions(string Folder, TimeProvider Time);
