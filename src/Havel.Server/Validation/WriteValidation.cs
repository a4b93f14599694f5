using System.Diagnostics.Metrics;
using Havel.Consent.Callers;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles;
using Havel.Fhir.Xml;
using Havel.Server.Intake;

namespace Havel.Server.Validation;

/// <summary>Holds what is about to be written to the rules beyond structure, as the policy says.</summary>
internal static class WriteValidation
{
    private static readonly ValidationSettings Settings = new()
    {
        ReportBestPractices = false,
        ReportInformation = false,
    };

    private static readonly Meter Meter = new("Havel.Server");

    private static readonly Counter<long> Findings = Meter.CreateCounter<long>(
        "havel.validation.findings", description: "Errors against R4's rules and declared profiles in writes");

    /// <summary>Judges a resource that is structurally valid.</summary>
    /// <param name="home">Policy, profiles and store.</param>
    /// <param name="reading">The resource; one with faults passes as it is.</param>
    /// <param name="caller">Who writes: references are followed under their right. Null for none.</param>
    /// <param name="source">Where the bytes came from, if they were sent as XML.</param>
    /// <returns>The reading, with warnings where the policy only warns; refused where it enforces.</returns>
    public static Reading Judge(Deployment home, in Reading reading, Caller? caller, XmlConversion? source = null)
    {
        if (!reading.IsValid)
            return reading;

        var type = reading.Table.Root.Type.Name;
        var mode = home.Profiles.Of(type);
        if (mode == ProfileMode.Off)
            return reading;

        var issues = Find(home, reading.Table, caller);
        if (source is not null)
            issues = source.Locate(reading.Table.Utf8, issues);

        var errors = issues.Count(issue => issue.IsError);
        if (errors > 0)
        {
            Findings.Add(
                errors, KeyValuePair.Create<string, object?>("type", type),
                KeyValuePair.Create<string, object?>("mode", mode.ToString()));
        }

        return mode == ProfileMode.Enforce && errors > 0
            ? new Reading(null, ErrorsFirst(issues))
            : reading with { Issues = [.. issues.Select(Soften)] };
    }

    /// <summary>The errors before all else, so that a list that is cut keeps them.</summary>
    public static IReadOnlyList<Issue> ErrorsFirst(IReadOnlyList<Issue> issues) =>
        issues.Count <= Limits.MaxIssues ? issues : [.. issues.OrderBy(issue => issue.Severity)];

    private static IReadOnlyList<Issue> Find(Deployment home, NodeTable table, Caller? caller)
    {
        var settings = Settings with
        {
            Clock = home.Clock,
            Resolver = caller is null ? null : new GrantedTargets(home, caller).Find,
        };
        var found = home.Conformance.Current.Validator.Validate(table, null, settings);
        return [.. found.Select(each => each.Issue)];
    }

    // What was written all the same must not read like a refusal.
    private static Issue Soften(Issue issue) => issue.IsError ? issue with { Severity = IssueSeverity.Warning } : issue;
}
