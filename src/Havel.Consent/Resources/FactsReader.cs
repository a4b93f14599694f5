using Havel.Consent.Policies;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Resources;

/// <summary>Takes <see cref="ResourceFacts"/> out of a parsed resource.</summary>
internal static class FactsReader
{
    public static ResourceFacts Read(Node resource, (long Low, long High)? date, IReadOnlyList<string> custodians)
    {
        var type = resource.Type.Name;
        var meta = resource.Child("meta");
        var labels = Labels(meta);
        var custody = CustodyOf(resource, type);
        return new ResourceFacts
        {
            Type = type,
            Id = resource.TextOf("id") ?? string.Empty,
            Labels = labels,
            Confidentiality = Confidentiality.Of(labels),
            Profiles = Profiles(meta),
            Classes = CodedElements.Classes(resource, type),
            Codes = CodedElements.Codes(resource, type),
            Date = date is { } range ? DeploymentZone.Localise(new DateRange(range.Low, range.High)) : null,
            Custody = custody,
            Custodians = custody == Custody.Consent ? Custodians(resource, type, custodians) : [],
        };
    }

    private static List<Coding> Labels(Node meta)
    {
        var labels = new List<Coding>();
        foreach (var label in meta.ChildrenOf("security"))
            labels.Add(Coding.From(label));
        return labels;
    }

    private static List<string> Profiles(Node meta)
    {
        var profiles = new List<string>();
        foreach (var profile in meta.ChildrenOf("profile"))
            profiles.Add(profile.Text());
        return profiles;
    }

    private static Custody CustodyOf(Node resource, string type)
    {
        switch (type)
        {
            case "Consent": return Custody.Consent;
            case "AuditEvent": return Custody.Audit;
            case "Provenance": break;
            default: return Custody.None;
        }

        foreach (var target in resource.ChildrenOf("target"))
        {
            if (NamesConsent(target))
                return Custody.Consent;
        }

        return Custody.None;
    }

    /// <summary>Absolute references count too: a trace of a Consent elsewhere is one of a Consent.</summary>
    private static bool NamesConsent(Node target) =>
        string.Equals(target.TextOf("type"), "Consent", StringComparison.Ordinal)
        || (target.TextOf("reference") is { } reference
            && (reference.StartsWith("Consent/", StringComparison.Ordinal)
                || reference.Contains("/Consent/", StringComparison.Ordinal)));

    private static IReadOnlyList<string> Custodians(Node resource, string type, IReadOnlyList<string> given)
    {
        if (!string.Equals(type, "Consent", StringComparison.Ordinal))
            return [.. given.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        var own = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var organization in resource.ChildrenOf("organization"))
        {
            if (organization.TextOf("reference") is { } reference)
                own.Add(reference);
        }

        return [.. own];
    }
}
