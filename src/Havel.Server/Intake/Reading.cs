using System.Diagnostics.CodeAnalysis;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Server.Intake;

/// <summary>A valid resource, or what speaks against it.</summary>
internal readonly record struct Reading(NodeTable? Table, IReadOnlyList<Issue> Issues)
{
    [MemberNotNullWhen(true, nameof(Table))]
    public bool IsValid => Table is not null;

    public static Reading Refuse(IssueType type, string message) =>
        new(null, [Issue.Error(type, message)]);
}
