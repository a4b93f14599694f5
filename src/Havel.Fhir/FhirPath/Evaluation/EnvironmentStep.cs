using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>%context</c>, <c>%resource</c> and <c>%rootResource</c>. Source:
/// https://hl7.org/fhir/R4/fhirpath.html#vars.</summary>
internal sealed class EnvironmentStep(EnvironmentStep.Place place) : Step
{
    /// <summary>Which of them.</summary>
    internal enum Place
    {
        Context,
        Resource,
        Root,
    }

    public override void Run(Frame frame, FhirPathCollection output)
    {
        var node = place switch
        {
            Place.Resource => frame.Context.Resource.Exists ? frame.Context.Resource : Enclosing(frame.Focus),
            Place.Root => frame.Context.RootResource.Exists ? frame.Context.RootResource : Root(frame.Focus),
            _ => frame.Focus,
        };
        if (node.Exists)
            output.Add(FhirPathValue.Of(node));
    }

    private static Node Root(Node focus) => focus.Exists ? focus.Table.Root : default;

    /// <summary>The innermost resource around the focus: records are in pre-order, so the last resource before it whose
    /// subtree reaches it.</summary>
    private static Node Enclosing(Node focus)
    {
        if (!focus.Exists)
            return default;

        for (var at = focus.Index; at > 0; at--)
        {
            var node = new Node(focus.Table, at);
            if (focus.Index < focus.Table[at].End && node.Type.IsResource)
                return node;
        }

        return focus.Table.Root;
    }
}
