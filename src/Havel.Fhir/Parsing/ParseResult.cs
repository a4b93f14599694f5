using System.Diagnostics.CodeAnalysis;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>What a parse found: the table of a structurally valid resource, or the issues that speak against
/// it.</summary>
public sealed class ParseResult
{
    internal ParseResult(NodeTable? table, IReadOnlyList<Issue> issues, NodeTable? faulty = null)
    {
        Table = table;
        Faulty = faulty;
        Issues = issues;
    }

    /// <summary>The resource; null unless it is valid, so that nothing faulty is ever worked on.</summary>
    public NodeTable? Table { get; }

    /// <summary>What could be read of a resource with faults, without the properties that could not: only with
    /// <see cref="ParseOptions.KeepFaulty"/>, and null where the JSON itself is broken.</summary>
    public NodeTable? Faulty { get; }

    /// <summary>What was found wrong, in the order of the text.</summary>
    public IReadOnlyList<Issue> Issues { get; }

    [MemberNotNullWhen(true, nameof(Table))]
    public bool IsValid => Table is not null;
}
