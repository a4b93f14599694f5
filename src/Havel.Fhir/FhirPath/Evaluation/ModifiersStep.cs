using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>checkModifiers(url, ...)</c>: the input, unless it has a modifier extension that the caller does not
/// name: then a fault. Source: https://hl7.org/fhir/R4/fhirpath.html#functions.</summary>
internal sealed class ModifiersStep(Step source, Step[] known) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var start = output.Count;
        source.Run(frame, output);
        if (output.Count == start)
            return;

        var urls = frame.Rent();
        foreach (var argument in known)
            argument.Run(frame, urls);
        for (var i = start; i < output.Count; i++)
        {
            frame.Spend();
            if (output[i].IsNode)
                Check(frame, output[i], urls);
        }

        frame.Return();
    }

    private static void Check(Frame frame, in FhirPathValue item, FhirPathCollection urls)
    {
        foreach (var extension in item.Node.ChildrenOf("modifierExtension"))
        {
            frame.Spend(1 + urls.Count);
            var url = extension.TextOf("url");
            var isKnown = false;
            foreach (ref readonly var allowed in urls.Span)
                isKnown |= url is not null && allowed.ToString() == url;
            if (!isKnown)
                throw new EvaluationFault(IssueType.Extension, $"The modifier extension {url} is not understood");
        }
    }
}
