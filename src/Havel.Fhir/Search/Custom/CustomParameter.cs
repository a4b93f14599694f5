using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Custom;

/// <summary>A search parameter that is not R4's own: from a package, or written by a user.</summary>
/// <param name="Id">Number of its registration in the store. A definition that changes is registered anew, so that its
/// slots are never those of another definition.</param>
/// <param name="Definition">As published, and found to be usable by <see cref="SearchParameterReader"/>.</param>
/// <param name="IsReady">Whether all resources are indexed for it: only then it can be searched.</param>
public sealed record CustomParameter(long Id, SearchParameterDefinition Definition, bool IsReady);
