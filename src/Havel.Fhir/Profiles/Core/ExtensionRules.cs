using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>Extensions are checked by their url wherever they stand, whether a profile names them or not. An extension
/// nobody knows is only remarked, because resources may carry any; one that modifies the meaning is an error.
/// Source: https://hl7.org/fhir/R4/extensibility.html.</summary>
internal sealed class ExtensionRules
{
    private const string Source = "http://hl7.org/fhir/StructureDefinition/Extension|4.0.1";

    private readonly ProfileRegistry _registry;
    private readonly Utf8Cache<ExtensionRule> _rules;

    public ExtensionRules(ProfileRegistry registry)
    {
        _registry = registry;
        _rules = new Utf8Cache<ExtensionRule>(Make);
    }

    /// <summary>Checks one extension.</summary>
    /// <param name="run">Takes the reports.</param>
    /// <param name="node">The extension.</param>
    /// <param name="holder">The node that has it.</param>
    /// <param name="isModifier">Whether it stands in <c>modifierExtension</c>.</param>
    public void Check(ValidationRun run, int node, Node holder, bool isModifier)
    {
        var url = new Node(run.Table, node).Child("url");
        if (!url.Exists || !url.HasValue)
            return;

        // Parts of a complex extension have names, not addresses; the complex one's profile speaks of them.
        if (url.RawText.IndexOf((byte)':') < 0)
        {
            if (holder.Type.Name != "Extension")
                run.Error(url.Index, IssueType.Extension, Source,
                    $"Expected the absolute address of an extension and found \"{ValueMatch.Show(url)}\".");
            return;
        }

        var rule = url.HasEscapes ? Make(url.Text()) : _rules.Get(url.RawText);
        if (rule.Profile is not { } profile)
        {
            ReportUnknown(run, node, rule, isModifier);
            return;
        }

        CheckPlace(run, node, holder, rule, isModifier);
        run.Apply(node, profile);
    }

    private static void ReportUnknown(ValidationRun run, int node, ExtensionRule rule, bool isModifier)
    {
        if (isModifier)
        {
            run.Error(node, IssueType.Extension, Source,
                $"The modifier extension {rule.Url} is not known here, so the resource cannot be understood.");
        }
        else
        {
            run.Report(IssueSeverity.Information, node, IssueType.Extension, Source,
                $"The extension {rule.Url} is not known here, so it was not checked.");
        }
    }

    private static void CheckPlace(ValidationRun run, int node, Node holder, ExtensionRule rule, bool isModifier)
    {
        var canonical = rule.Profile!.Canonical;
        if (rule.IsModifier != isModifier)
        {
            run.Error(node, IssueType.Extension, canonical,
                $"The extension {(isModifier ? "does not modify" : "modifies")} the meaning and belongs in "
                + $"\"{(isModifier ? "extension" : "modifierExtension")}\" ({canonical}).");
        }

        foreach (var place in rule.Places)
        {
            if (place.Allows(run, holder))
                return;
        }

        if (rule.Places.Count > 0)
        {
            run.Error(node, IssueType.Extension, canonical,
                $"The extension may stand at {string.Join(", ", rule.Places)}, but not at {holder.Name} "
                + $"({canonical}).");
        }
    }

    private ExtensionRule Make(string url)
    {
        var profile = _registry.Find(url);
        if (profile is null || profile.Type.Name != "Extension")
            return new ExtensionRule(url, null, false, []);

        var definition = profile.Definition;
        var isModifier = definition.Snapshot is { Count: > 0 } snapshot && snapshot[0].IsModifier == true;
        ExtensionPlace[] places =
            [.. definition.Contexts.Select(context => new ExtensionPlace(context, _registry.Definitions))];
        return new ExtensionRule(url, profile, isModifier, places);
    }
}
