using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>resolve()</c>: contained resources and the entries of the Bundle around the reference by themselves,
/// others through the caller's resolver; without one, the type that the reference names.
/// Source: https://hl7.org/fhir/R4/fhirpath.html#functions.</summary>
internal sealed class ResolveStep(Step source) : Step
{
    public Step Source => source;

    public override void Run(Frame frame, FhirPathCollection output)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        foreach (ref readonly var item in items.Span)
        {
            frame.Spend();
            var found = Resolve(frame, item);
            if (found.Kind != FhirPathKind.None)
                output.Add(found);
        }

        frame.Return();
    }

    /// <summary>The target, its type alone, or a value of kind None.</summary>
    public static FhirPathValue Resolve(Frame frame, in FhirPathValue item)
    {
        if (item.Kind == FhirPathKind.String)
            return Find(frame, frame.Focus, item.String) is { Exists: true } named ? FhirPathValue.Of(named) : default;
        if (!item.IsNode)
            return default;

        var node = item.Node;
        var reference = node.Type.IsPrimitive ? node : node.Child("reference");
        var isStated = reference.Exists && reference.HasValue;
        var isOnlyType = frame.Context.Resolver is null && !(isStated && MayBeHere(frame, node, reference));
        if (isStated && !isOnlyType && Find(frame, node, reference.Text()) is { Exists: true } found)
            return FhirPathValue.Of(found);

        var isLocal = isStated && reference.RawText.StartsWith("#"u8);
        var isTypeEnough = frame.Context.Resolver is null || frame.Context.KnowsTypesOfUnresolved;
        return isTypeEnough && !isLocal && ReferenceType.Of(node, reference) is { } type
            ? FhirPathValue.Target(type)
            : default;
    }

    /// <summary>Whether the target can be in the same table, so that the address is worth making.</summary>
    private static bool MayBeHere(Frame frame, Node node, Node reference) =>
        reference.RawText.StartsWith("#"u8) || Outermost(frame, node).Type.Name == "Bundle";

    private static Node Outermost(Frame frame, Node node) =>
        frame.Context.RootResource.Exists ? frame.Context.RootResource : node.Table.Root;

    private static Node Find(Frame frame, Node from, string reference)
    {
        if (reference.StartsWith('#'))
            return from.Exists ? FindContained(frame, from, reference.AsSpan(1)) : default;

        if (from.Exists && Outermost(frame, from) is { Type.Name: "Bundle" } bundle
            && frame.Entries.Find(frame, bundle, from, reference) is { Exists: true } entry)
        {
            return entry;
        }

        return frame.Context.Resolver?.Invoke(reference) ?? default;
    }

    private static Node FindContained(Frame frame, Node from, ReadOnlySpan<char> id)
    {
        var container = Enclosing.Container(frame, from);
        if (container.Index == 0 && frame.Context.RootResource is { Exists: true, Type.Name: not "Bundle" } root)
            container = root;
        if (id.IsEmpty)
            return container;

        foreach (var contained in container.ChildrenOf("contained"))
        {
            frame.Spend();
            if (id.SequenceEqual(contained.TextOf("id")))
                return contained;
        }

        return default;
    }
}
