using Havel.Consent.Resources;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>Compiles what a provision asks of resources: one group for each criterion, its repeats OR-ed.</summary>
internal static class ConditionCompiler
{
    private const string UriSystem = "urn:ietf:rfc:3986";
    private const string MimeTypes = "urn:ietf:bcp:13";

    /// <summary>Code systems that name policies and not content: no resource is about them, yet they are not "no".
    /// MII broad consent and gematik's consent functions; their reading comes later.</summary>
    private static readonly string[] PolicySystems =
        ["urn:oid:2.16.840.1.113883.3.1937.777.24.5", "https://gematik.de/fhir/epa/consent-function"];

    public static List<IReadOnlyList<Condition>> Compile(Node provision, bool isPermit)
    {
        var groups = new List<IReadOnlyList<Condition>>();
        Add(groups, Each(provision.ChildrenOf("securityLabel"), label => [Label(Coding.From(label), isPermit)]));
        Add(groups, Each(provision.ChildrenOf("class"), item => [Class(item)]));
        Add(groups, Each(provision.ChildrenOf("code"), Codes));
        Add(groups, Each(provision.ChildrenOf("dataPeriod"), period => [DataPeriod(period, isPermit)]));
        Add(groups, Each(provision.ChildrenOf("data"), Data));
        return groups;
    }

    private static void Add(List<IReadOnlyList<Condition>> groups, List<Condition> group)
    {
        if (group.Count > 0)
            groups.Add(group);
    }

    private static List<Condition> Each(NodeChildrenOf nodes, Func<Node, IEnumerable<Condition>> compile)
    {
        var group = new List<Condition>();
        foreach (var node in nodes)
            group.AddRange(compile(node));

        return group;
    }

    private static Condition Label(Coding label, bool isPermit)
    {
        var rank = Confidentiality.RankOf(label.Code);
        if (string.Equals(label.System, Confidentiality.System, StringComparison.Ordinal))
        {
            var kind = isPermit ? ConditionKind.AtMostConfidential : ConditionKind.AtLeastConfidential;
            return rank < 0 ? Condition.NotKnown : new Condition(kind, Rank: (byte)rank);
        }

        // A rank's letter without a system may be meant as the rank.
        var isOpen = label.Code is null || (label.System is null && rank >= 0);
        return isOpen ? Condition.NotKnown : new Condition(ConditionKind.Label, Coding: label);
    }

    private static Condition Class(Node node)
    {
        var coding = Coding.From(node);
        if (coding.System is null || coding.Code is null)
            return Condition.NotKnown;

        switch (coding.System)
        {
            case "http://hl7.org/fhir/resource-types" or "http://hl7.org/fhir/fhir-types":
                var type = node.Table.Definitions.FindType(coding.Code);
                return type is { IsResource: true, IsAbstract: false }
                    ? new Condition(ConditionKind.Type, coding.Code)
                    : Condition.NotKnown;
            case UriSystem:
                return coding.Code.StartsWith("http", StringComparison.Ordinal)
                    ? new Condition(ConditionKind.Profile, coding.Code)
                    : Condition.NotKnown;
            case MimeTypes:
                return Condition.NotKnown;
            default:
                return NamesPolicy(coding) ? Condition.NotKnown : new Condition(ConditionKind.Class, Coding: coding);
        }
    }

    private static IEnumerable<Condition> Codes(Node concept)
    {
        var codings = ConsentCompiler.Codings(concept);
        if (codings.Count == 0)
            return [Condition.NotKnown];

        return codings.Select(coding => coding.Code is null || NamesPolicy(coding)
            ? Condition.NotKnown
            : new Condition(ConditionKind.Code, Coding: coding));
    }

    private static Condition DataPeriod(Node period, bool isPermit)
    {
        if (FhirTime.RangeOf(period) is not { IsReversed: false } range)
            return Condition.NotKnown;

        return new Condition(isPermit ? ConditionKind.DateWithin : ConditionKind.DateOverlaps, Range: range);
    }

    /// <summary>related and dependents mean the instance and more; the more, and authoredby, need other resources:
    /// not known for now.</summary>
    private static IEnumerable<Condition> Data(Node data)
    {
        var meaning = data.TextOf("meaning");
        if (ConsentCompiler.HasModifier(data)
            || LocalReference.From(data.Child("reference")) is not { IsLiteral: true } reference
            || meaning is not ("instance" or "related" or "dependents"))
            return [Condition.NotKnown];

        var instance = new Condition(ConditionKind.Instance, reference.Target);
        if (string.Equals(meaning, "instance", StringComparison.Ordinal) && !reference.HasVersion)
            return [instance];

        // One version alone is neither surely the resource nor surely not.
        return reference.HasVersion ? [Condition.NotKnown] : [instance, Condition.NotKnown];
    }

    private static bool NamesPolicy(Coding coding) =>
        coding.System is { } system
        && Array.Exists(PolicySystems, policy => system.StartsWith(policy, StringComparison.Ordinal));
}
