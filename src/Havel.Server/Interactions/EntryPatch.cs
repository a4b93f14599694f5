using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Server.Intake;

namespace Havel.Server.Interactions;

/// <summary>The patch of a PATCH entry: a Parameters resource stands for itself, a Binary for what it holds.
/// Source: https://hl7.org/fhir/R4/http.html#patch.</summary>
/// <param name="Body">The patch.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Fault">Why there is none.</param>
internal readonly record struct EntryPatch(ReadOnlyMemory<byte> Body, string? ContentType, Issue? Fault)
{
    /// <summary>Reads the resource of a PATCH entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="resourceType">The media type of the Bundle's resources.</param>
    public static EntryPatch Read(BundleEntry entry, string resourceType)
    {
        if (entry.Type is not "Binary")
            return new EntryPatch(entry.Resource, resourceType, null);

        var parsed = ResourceParser.OfThread.Parse(entry.Resource);
        if (!parsed.IsValid)
            return Refuse(entry, parsed.Issues[0].Message);

        var root = parsed.Table.Root;
        var data = root.TextOf("data");
        if (data is null || root.TextOf("contentType") is not { } type)
            return Refuse(entry, "The Binary of a PATCH entry must have contentType and data.");

        var body = new byte[data.Length];
        return Convert.TryFromBase64String(data, body, out var length)
            ? new EntryPatch(body.AsMemory(0, length), type, null)
            : Refuse(entry, "The data of the Binary is no base64.");
    }

    private static EntryPatch Refuse(BundleEntry entry, string message) =>
        new(default, null, Issue.Error(IssueType.Value, message, entry.Path + ".resource"));
}
