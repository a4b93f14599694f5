using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles;

/// <summary>One element of a profile. In a snapshot everything that holds is filled in; in a differential null or empty
/// means that nothing is said. Source: https://hl7.org/fhir/R4/elementdefinition.html.</summary>
public sealed record ProfileElement
{
    private readonly ProfileValues? _values;

    /// <summary>Unique within the profile, with slices: <c>Patient.extension:nationality.value[x]</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The path without slices: <c>Patient.extension.value[x]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The slice this element opens; <c>a/b</c> for slice b within slice a.</summary>
    public string? SliceName { get; init; }

    /// <summary>The least number of occurrences; never null in a snapshot.</summary>
    public int? Min { get; init; }

    /// <summary>The greatest number of occurrences, <see cref="int.MaxValue"/> for <c>*</c>; never null in a
    /// snapshot.</summary>
    public int? Max { get; init; }

    /// <summary>The cardinality the element has in the type that defines it.</summary>
    public ProfileBase? Base { get; init; }

    /// <summary>The types allowed; empty at roots and where there is a content reference.</summary>
    public IReadOnlyList<ProfileType> Types { get; init; } = [];

    /// <summary>How the element's repetitions are told apart, where slices follow.</summary>
    public ProfileSlicing? Slicing { get; init; }

    /// <summary>The element whose children stand here too: <c>#Questionnaire.item</c>.</summary>
    public string? ContentReference { get; init; }

    public ProfileBinding? Binding { get; init; }

    /// <summary>The invariants stated here and, in a snapshot, those inherited.</summary>
    public IReadOnlyList<ProfileConstraint> Constraints { get; init; } = [];

    /// <summary>The value that must be met exactly, in a table of its own; its type is the node's.</summary>
    public Node Fixed
    {
        get => _values?.Fixed ?? default;
        init => _values = ProfileValues.Of(_values) with { Fixed = value };
    }

    /// <summary>The value that must be contained, in a table of its own; its type is the node's.</summary>
    public Node Pattern
    {
        get => _values?.Pattern ?? default;
        init => _values = ProfileValues.Of(_values) with { Pattern = value };
    }

    public Node MinValue
    {
        get => _values?.MinValue ?? default;
        init => _values = ProfileValues.Of(_values) with { MinValue = value };
    }

    public Node MaxValue
    {
        get => _values?.MaxValue ?? default;
        init => _values = ProfileValues.Of(_values) with { MaxValue = value };
    }

    /// <summary>The greatest length of a text in characters.</summary>
    public int? MaxLength
    {
        get => _values?.MaxLength;
        init => _values = ProfileValues.Of(_values) with { MaxLength = value };
    }

    /// <summary>Whether the element may change the meaning of what holds it; null where nothing is said.</summary>
    public bool? IsModifier { get; init; }

    /// <summary>Whether systems must be able to handle the element; null where nothing is said.</summary>
    public bool? MustSupport { get; init; }

    /// <summary>Whether the element belongs to the summary; null where nothing is said.</summary>
    public bool? IsSummary { get; init; }

    /// <summary>Whether any of fixed, pattern, least, greatest value or length is stated.</summary>
    internal bool HasValues => _values is not null;

    /// <summary>The name behind the last dot of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Whether the path ends in <c>[x]</c>.</summary>
    public bool IsChoice => Path.EndsWith("[x]", StringComparison.Ordinal);

    public override string ToString() => Id;
}
