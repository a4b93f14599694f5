using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>ref-1: what a reference with <c>#</c> names is contained; <c>#</c> alone is the container. The published
/// expression gives no answer of references without an address, and does not know <c>#</c>.
/// Source: https://hl7.org/fhir/R4/references.html#contained.</summary>
internal sealed class LocalReference(string source) : NodeCheck(source)
{
    public override void Check(ValidationRun run, int node)
    {
        var reference = new Node(run.Table, node).Child("reference");
        if (!reference.Exists || !reference.HasValue)
            return;
        if (!reference.RawText.StartsWith("#"u8))
        {
            CheckRelative(run, reference);
            return;
        }

        var id = reference.RawText[1..];
        if (id.IsEmpty)
            return;

        foreach (var child in new Node(run.Table, run.Scope.Container).Children)
        {
            if (child.Name == "contained" && child.Child("id") is { Exists: true } own && own.RawText.SequenceEqual(id))
                return;
        }

        run.Error(node, IssueType.Invariant, Profile,
            $"Nothing contained has the id that {ValueMatch.Show(reference)} names (ref-1).", "ref-1");
    }

    /// <summary>A relative reference to a type that R4 does not have, or with an id that breaks the rule for ids, names
    /// nothing that a FHIR server could hold; but it is a text like any other. Source:
    /// https://hl7.org/fhir/R4/references.html#literal.</summary>
    private void CheckRelative(ValidationRun run, Node reference)
    {
        var text = reference.RawText;
        if (text.IndexOfAny((byte)':', (byte)'?') >= 0)
            return;

        var slash = text.IndexOf((byte)'/');
        if (slash <= 0 || run.Table.Definitions.FindType(text[..slash]) is not { IsResource: true })
        {
            run.Warn(reference.Index, IssueType.Value, Profile,
                $"The reference {ValueMatch.Show(reference)} names no resource type of R4; Type/id is expected.");
            return;
        }

        var id = text[(slash + 1)..];
        var version = id.IndexOf("/_history/"u8);
        if (version >= 0 ? PrimitiveRules.IsId(id[..version]) : PrimitiveRules.IsId(id))
            return;

        run.Warn(reference.Index, IssueType.Value, Profile,
            $"The reference {ValueMatch.Show(reference)} names no possible id (1 to 64 letters, digits, '-' and '.').");
    }
}
