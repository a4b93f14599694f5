namespace Havel.Fhir.Search.Paths;

/// <summary>One step of a path.</summary>
/// <param name="Name">The element's name, without the type of a choice.</param>
/// <param name="AsType">Of a choice only this type; null for all.</param>
/// <param name="Filter">A condition on the nodes reached, or null.</param>
internal sealed record PathStep(string Name, string? AsType, PathFilter? Filter)
{
    public override string ToString() => $".{Name}{(AsType is null ? string.Empty : $".as({AsType})")}{Filter}";
}
