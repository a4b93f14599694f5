namespace Havel.Fhir.Search;

/// <summary>The text behind a hash of an address, for what is searched by its beginning.</summary>
/// <param name="Hash"><see cref="SearchHash.Uri(string)"/> of the whole address.</param>
/// <param name="Text">The address, cut to <see cref="Limits.IndexedUri"/> characters.</param>
public readonly record struct UriText(long Hash, string Text);
