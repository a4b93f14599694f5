using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>resolve()</c>: contained resources by themselves, others through the caller's resolver;
/// without one, the type that the reference names. Source: https://hl7.org/fhir/R4/fhirpath.html#functions.</summary>
internal sealed class ResolveStep(Step source) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        foreach (ref readonly var item in items.Span)
        {
            frame.Spend();
            if (item.IsNode)
                Resolve(frame, item.Node, output);
            else if (item.Kind == FhirPathKind.String && Find(frame, item.String) is { Exists: true } found)
                output.Add(FhirPathValue.Of(found));
        }

        frame.Return();
    }

    private static void Resolve(Frame frame, Node node, FhirPathCollection output)
    {
        var reference = node.Type.IsPrimitive ? node : node.Child("reference");
        var isLocal = reference.Exists && reference.RawText.StartsWith("#"u8);
        if (frame.Context.Resolver is null && !isLocal)
        {
            if (ReferenceType.Of(node, reference) is { } type)
                output.Add(FhirPathValue.Target(type));
            return;
        }

        if (reference.Exists && reference.HasValue && Find(frame, reference.Text()) is { Exists: true } found)
            output.Add(FhirPathValue.Of(found));
    }

    private static Node Find(Frame frame, string reference)
    {
        if (frame.Focus.Exists && reference.StartsWith('#'))
            return FindContained(frame, reference.AsSpan(1));

        return frame.Context.Resolver?.Invoke(reference) ?? default;
    }

    private static Node FindContained(Frame frame, ReadOnlySpan<char> id)
    {
        var root = frame.Context.RootResource.Exists ? frame.Context.RootResource : frame.Focus.Table.Root;
        if (id.IsEmpty)
            return root;

        foreach (var contained in root.ChildrenOf("contained"))
        {
            if (id.SequenceEqual(contained.TextOf("id")))
                return contained;
        }

        return default;
    }
}
