using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>Invariants that stand at (nearly) every node, as code: the same answers as their expressions, which a test
/// holds.</summary>
internal static class NativeInvariants
{
    /// <summary>Whether the walk or the parser checks it: ele-1 in the walk, narratives (txt-1) while
    /// parsing.</summary>
    public static bool IsElsewhere(string key) => key is "ele-1" or "txt-1";

    public static NodeCheck? Find(string key, string source) => key switch
    {
        "ext-1" => new ExtensionContent(source),
        "dom-2" => new ContainedRule(source, key, "contained resources must not contain resources", HasContained),
        "dom-3" => new ContainedReferences(source),
        "dom-4" => new ContainedRule(source, key, "contained resources have no version of their own", HasVersion),
        "dom-5" => new ContainedRule(source, key, "contained resources have no security labels", HasSecurity),
        "ref-1" => new LocalReference(source),
        "txt-2" => new NarrativeContent(source),
        "dom-6" => new NarrativeAdvice(source),
        _ => null,
    };

    private static bool HasContained(Node contained) => contained.Child("contained").Exists;

    private static bool HasVersion(Node contained)
    {
        var meta = contained.Child("meta");
        return meta.Exists && (meta.Child("versionId").Exists || meta.Child("lastUpdated").Exists);
    }

    private static bool HasSecurity(Node contained)
    {
        var meta = contained.Child("meta");
        return meta.Exists && meta.Child("security").Exists;
    }

    /// <summary>Extensions have a value or extensions, not both.</summary>
    private sealed class ExtensionContent(string source) : NodeCheck(source)
    {
        public override void Check(ValidationRun run, int node)
        {
            var (hasExtension, hasValue) = (false, false);
            foreach (var child in new Node(run.Table, node).Children)
            {
                var name = child.Name;
                hasExtension |= name == "extension";
                hasValue |= name == "value";
            }

            if (hasExtension != hasValue)
                return;

            run.Error(node, IssueType.Invariant, Profile,
                $"An extension has either a value or extensions; here are {(hasValue ? "both" : "neither")} (ext-1).",
                "ext-1");
        }
    }

    private sealed class ContainedRule(string source, string key, string rule, Func<Node, bool> isBroken)
        : NodeCheck(source)
    {
        public override void Check(ValidationRun run, int node)
        {
            foreach (var child in new Node(run.Table, node).Children)
            {
                if (child.Name == "contained" && isBroken(child))
                    run.Error(node, IssueType.Invariant, Profile, $"Among the rules is that {rule} ({key}).", key);
            }
        }
    }

    /// <summary>A resource should have a narrative. Source: https://hl7.org/fhir/R4/best-practices.html.</summary>
    private sealed class NarrativeAdvice(string source) : NodeCheck(source)
    {
        public override void Check(ValidationRun run, int node)
        {
            if (!run.Settings.ReportBestPractices)
                return;

            var text = new Node(run.Table, node).Child("text");
            if (!text.Exists || !text.Child("div").Exists)
            {
                run.Warn(node, IssueType.Invariant, Profile,
                    $"A resource should have a narrative for people to read; here is none (dom-6).", "dom-6");
            }
        }
    }
}
