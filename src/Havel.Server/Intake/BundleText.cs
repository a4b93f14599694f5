using Havel.Fhir.Issues;

namespace Havel.Server.Intake;

/// <summary>A Bundle cut into its entries, or what is wrong with it.</summary>
/// <param name="Type">Bundle.type; null where there is none.</param>
/// <param name="Entries">The entries in their order.</param>
/// <param name="Fault">Why it cannot be read as a Bundle; null where it can.</param>
internal sealed record BundleText(string? Type, IReadOnlyList<BundleEntry> Entries, Issue? Fault)
{
    public static BundleText Refuse(IssueType type, string message, string? expression = null) =>
        new(null, [], Issue.Error(type, message, expression));
}
