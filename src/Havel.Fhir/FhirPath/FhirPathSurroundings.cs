using Havel.Fhir.Definitions;

namespace Havel.Fhir.FhirPath;

/// <summary>What the compiler may take for granted about the place where an expression will run. The more is stated,
/// the more misspellings are found before anything runs.</summary>
public sealed record FhirPathSurroundings
{
    /// <summary>The type of the focus (<c>%context</c>); null when unknown: names are then found while
    /// evaluating.</summary>
    public TypeDefinition? Context { get; init; }

    /// <summary>The type of <c>%resource</c>; null to take it from <see cref="Context"/> where that tells.</summary>
    public TypeDefinition? Resource { get; init; }

    /// <summary>The type of <c>%rootResource</c>; null when unknown.</summary>
    public TypeDefinition? RootResource { get; init; }

    /// <summary>The variables that the caller binds, with the types of their values (null for any); null when unknown:
    /// every name is then accepted and looked for while evaluating.</summary>
    public IReadOnlyDictionary<string, TypeDefinition?>? Variables { get; init; }

    /// <summary>Whether paths that start at another resource type than the context are empty instead of a fault, as in
    /// the search parameters that several types share.</summary>
    public bool ForeignRootsAreEmpty { get; init; }
}
