namespace Havel.Fhir.Search;

/// <summary>One token, reference or uri that a resource can be found by. Source:
/// https://hl7.org/fhir/R4/search.html#token.</summary>
/// <param name="Slot">Id of the <see cref="IndexSlot"/>.</param>
/// <param name="Value">Token: <see cref="SearchHash.Token(string)"/> of the code. Reference:
/// <see cref="SearchHash.Key(string, string)"/>
/// of a literal reference of this server, else <see cref="SearchHash.Uri(string)"/> of the absolute URL. Uri:
/// <see cref="SearchHash.Uri(string)"/>.</param>
/// <param name="System">Token: <see cref="SearchHash.System(string)"/> of the system, 0 for none. Reference:
/// <see cref="SearchHash.LinkSystem"/>.
/// Uri: 0.</param>
/// <param name="Part">0 for the whole resource, n for the n-th element of the slot's composite root.</param>
public readonly record struct TokenRow(int Slot, long Value, int System, int Part);
