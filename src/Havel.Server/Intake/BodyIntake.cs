using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;

namespace Havel.Server.Intake;

/// <summary>Turns a body in XML into the JSON that everything behind works with, once, before a handler sees the
/// request. The way back to the XML's lines goes with it. Bodies in JSON pass untouched.</summary>
internal static class BodyIntake
{
    private static readonly ParseOptions Large = new() { MaxBytes = Limits.MaxBodyBytes };

    [ThreadStatic]
    private static XmlResourceReader? s_reader;

    /// <summary>Reads the body where it is XML.</summary>
    /// <returns>The refusal of a body that is no XML; null where the request can go on.</returns>
    public static FhirResponse? Read(ref FhirRequest request)
    {
        if (RawBinaryBody.IsRaw(request))
        {
            request = RawBinaryBody.Wrap(request);
            return null;
        }

        if (request.Body.IsEmpty || !TakesResource(request.Route.Interaction)
            || request.Headers.ContentEncoding is not null
            || MediaTypes.OfBody(request.Headers.ContentType) != WireFormat.Xml)
        {
            return null;
        }

        s_reader ??= new XmlResourceReader(FhirDefinitions.R4, Large);
        var conversion = s_reader.Convert(request.Body);
        if (!conversion.IsReadable)
            return Outcomes.Refuse(conversion.Issues);

        // A resource's faults are told with those that the parser finds; a Bundle's may be those of one entry.
        if (request.Route.Interaction == Interaction.Operation && conversion.HasErrors)
            return Outcomes.Refuse(conversion.Issues);

        request = request with
        {
            Body = conversion.Json,
            Source = conversion,
            Headers = request.Headers with { ContentType = MediaTypes.FhirJson },
        };
        return null;
    }

    /// <summary>The issues with the lines of the body as it was sent.</summary>
    public static IReadOnlyList<Issue> Locate(FhirRequest request, params IReadOnlyList<Issue> issues) =>
        request.Source is { } source ? source.Locate(request.Body, issues) : issues;

    private static bool TakesResource(Interaction interaction) => interaction
        is Interaction.Create or Interaction.Update or Interaction.Bundle or Interaction.Operation
            or Interaction.ConditionalUpdate or Interaction.Patch or Interaction.ConditionalPatch;
}
