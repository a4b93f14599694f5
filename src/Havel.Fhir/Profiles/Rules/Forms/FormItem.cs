using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>A group, question or display of a Questionnaire. Source:
/// https://hl7.org/fhir/R4/questionnaire.html#definition.</summary>
internal sealed class FormItem
{
    public required string LinkId { get; init; }

    /// <summary>Its kind, as R4 writes it: <c>group</c>, <c>display</c>, <c>boolean</c>, ...</summary>
    public required string Type { get; init; }

    /// <summary>Its place among its siblings.</summary>
    public required int Position { get; init; }

    /// <summary>What it lies in; null at the top.</summary>
    public FormItem? Parent { get; init; }

    /// <summary>The least number of repetitions, if somebody answers at all.</summary>
    public int Min { get; init; }

    /// <summary>The greatest number of repetitions.</summary>
    public int Max { get; init; } = 1;

    /// <summary>The greatest number of characters; null for any.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least number of characters.</summary>
    public int MinLength { get; init; }

    /// <summary>The greatest number of digits behind the decimal point; null for any.</summary>
    public int? MaxDecimals { get; init; }

    /// <summary>The least value; may be no node.</summary>
    public Node MinValue { get; init; }

    /// <summary>The greatest value; may be no node.</summary>
    public Node MaxValue { get; init; }

    /// <summary>The answers to choose from; empty for any.</summary>
    public IReadOnlyList<Node> Options { get; init; } = [];

    /// <summary>The value set to choose from; null for none.</summary>
    public string? ValueSet { get; init; }

    public IReadOnlyList<FormCondition> Conditions { get; init; } = [];

    /// <summary>Whether all conditions must hold, not just one.</summary>
    public bool NeedsAllConditions { get; init; }

    public List<FormItem> Items { get; } = [];

    public bool IsGroup => Type == "group";

    public bool IsDisplay => Type == "display";

    public bool IsQuestion => !IsGroup && !IsDisplay;

    public override string ToString() => LinkId;
}
