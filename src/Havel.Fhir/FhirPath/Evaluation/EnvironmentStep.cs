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
            Place.Resource => frame.Context.Resource.Exists ? frame.Context.Resource : Around(frame),
            Place.Root => frame.Context.RootResource.Exists ? frame.Context.RootResource : Root(frame.Focus),
            _ => frame.Focus,
        };
        if (node.Exists)
            output.Add(FhirPathValue.Of(node));
    }

    private static Node Around(Frame frame) =>
        frame.Focus.Exists ? Enclosing.Resource(frame, frame.Focus) : default;

    private static Node Root(Node focus) => focus.Exists ? focus.Table.Root : default;
}
