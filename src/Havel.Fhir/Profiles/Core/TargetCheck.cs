using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>The resource types that R4 lets a reference point to.</summary>
internal sealed class TargetCheck : NodeCheck
{
    private readonly IReadOnlyList<string> _types;

    private TargetCheck(string source, IReadOnlyList<string> types)
        : base(source) => _types = types;

    /// <summary>The check; null where any type will do.</summary>
    public static TargetCheck? Of(JsonProperty property, string source)
    {
        var types = property.Element.TargetTypes;
        return types.Count == 0 || types.Contains("Resource") ? null : new TargetCheck(source, types);
    }

    public override void Check(ValidationRun run, int node)
    {
        var holder = new Node(run.Table, node);
        var reference = holder.Child("reference");
        if (!reference.Exists || !reference.HasValue || TypeOf(run, holder, reference) is not { } type)
            return;

        foreach (var allowed in _types)
        {
            if (string.Equals(allowed, type.Name, StringComparison.Ordinal))
                return;
        }

        run.Error(node, IssueType.Structure, Profile,
            $"A reference to {string.Join(" or ", _types)} is expected here, and this is one to {type.Name}.");
    }

    private static TypeDefinition? TypeOf(ValidationRun run, Node holder, Node reference)
    {
        var text = reference.RawText;
        if (text.StartsWith("#"u8))
            return ContainedType(run, text[1..]);
        if (text.StartsWith("urn:"u8))
            return run.Targets.Find(reference) is { Exists: true } found ? found.Type : null;

        return ReferenceType.Of(holder, reference);
    }

    private static TypeDefinition? ContainedType(ValidationRun run, ReadOnlySpan<byte> id)
    {
        var container = new Node(run.Table, run.Scope.Container);
        if (id.IsEmpty)
            return container.Type;

        foreach (var child in container.Children)
        {
            if (child.Name == "contained" && child.Child("id") is { Exists: true } own && own.RawText.SequenceEqual(id))
                return child.Type;
        }

        return null;
    }
}
