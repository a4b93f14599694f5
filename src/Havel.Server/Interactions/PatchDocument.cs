using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Patching;
using Havel.Server.Intake;
using Havel.Server.Requests;
using Havel.Server.Writes;

namespace Havel.Server.Interactions;

/// <summary>A patch in one of the three forms that FHIR knows. Source:
/// https://hl7.org/fhir/R4/http.html#patch.</summary>
internal sealed class PatchDocument
{
    /// <summary>The media types a patch may have, as the header <c>Accept-Patch</c> lists them. Source: RFC
    /// 5789.</summary>
    public const string MediaTypesRead =
        JsonPatch.MediaType + ", " + XmlPatch.MediaType + ", application/fhir+json, application/fhir+xml";

    private static readonly WriteFault Unsupported = WriteFault.Of(415, IssueType.NotSupported,
        $"Send a patch as {MediaTypesRead}, in UTF-8 and not compressed.");

    private static readonly WriteFault Nothing = WriteFault.Of(400, IssueType.Required, "The request has no patch.");

    private readonly Func<NodeTable, PatchResult> _apply;

    private PatchDocument(Func<NodeTable, PatchResult> apply) => _apply = apply;

    /// <summary>Reads the patch of a request.</summary>
    /// <returns>Why it cannot be read; null where it can.</returns>
    public static WriteFault? Read(FhirRequest request, out PatchDocument? patch)
    {
        patch = null;
        var encoding = request.Headers.ContentEncoding;
        if (encoding is { Length: > 0 } && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return Unsupported;

        if (request.Body.IsEmpty)
            return Nothing;

        if (MediaTypes.Is(request.Headers.ContentType, JsonPatch.MediaType))
            patch = new PatchDocument(table => JsonPatch.ApplyToResource(table.Utf8, request.Body));
        else if (MediaTypes.Is(request.Headers.ContentType, XmlPatch.MediaType))
            patch = new PatchDocument(table => XmlPatch.Apply(table, request.Body));
        else if (MediaTypes.OfBody(request.Headers.ContentType) == WireFormat.Json)
            return ReadParameters(request, out patch);

        return patch is null ? Unsupported : null;
    }

    /// <summary>Applies it to a resource.</summary>
    public PatchResult Apply(NodeTable resource) => _apply(resource);

    private static WriteFault? ReadParameters(FhirRequest request, out PatchDocument? patch)
    {
        patch = null;
        var parsed = ResourceParser.OfThread.Parse(request.Body);
        if (!parsed.IsValid)
            return new WriteFault(BodyIntake.Locate(request, parsed.Issues), 400, request.Source is not null);

        var parameters = parsed.Table;
        patch = new PatchDocument(table => FhirPathPatch.Apply(table, parameters));
        return null;
    }
}
