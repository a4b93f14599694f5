using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles;

/// <summary>The values an element may be tied to. Kept apart from the element, because few elements have any and every
/// loaded profile has hundreds of elements.</summary>
internal sealed record ProfileValues
{
    private static readonly ProfileValues None = new();

    public Node Fixed { get; init; }

    public Node Pattern { get; init; }

    public Node MinValue { get; init; }

    public Node MaxValue { get; init; }

    public int? MaxLength { get; init; }

    public static ProfileValues Of(ProfileValues? values) => values ?? None;
}
