using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>extension(url)</c>. Source: https://hl7.org/fhir/R4/fhirpath.html#functions.</summary>
internal sealed class ExtensionStep(Step source, Step url) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var (items, address) = (frame.Rent(), frame.Rent());
        source.Run(frame, items);
        url.Run(frame, address);
        if (Operands.TrySingle(address, out var value))
        {
            var wanted = ValueText.Of(value);
            foreach (ref readonly var item in items.Span)
            {
                frame.Spend();
                if (item.IsNode)
                    Add(item.Node, wanted, output);
            }
        }

        frame.Return();
        frame.Return();
    }

    private static void Add(Node node, string wanted, FhirPathCollection output)
    {
        foreach (var extension in node.ChildrenOf("extension"))
        {
            if (extension.TextOf("url") == wanted)
                output.Add(FhirPathValue.Of(extension));
        }
    }
}
