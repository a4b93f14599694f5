using Havel.Server.Responses;
using Havel.Store.Erasing;

namespace Havel.Server.Erasing;

/// <summary>The AuditEvent of an erasure. It names nobody whose data went: a record of the erasure that named the
/// patient would be a trace. Source: https://hl7.org/fhir/R4/auditevent.html.</summary>
internal static class ErasureRecord
{
    public static byte[] Write(string person, string scope, ErasureCount count, DateTimeOffset now) =>
        JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "AuditEvent");
            json.WriteStartObject("type");
            json.WriteString("system", "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle");
            json.WriteString("code", "destroy");
            json.WriteEndObject();
            json.WriteString("action", "D");
            json.WriteString("recorded", FhirTime.Instant(now));
            json.WriteString("outcome", "0");
            json.WriteStartArray("agent");
            json.WriteStartObject();
            json.WriteStartObject("who");
            json.WriteString("display", person);
            json.WriteEndObject();
            json.WriteBoolean("requestor", true);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("source");
            json.WriteStartObject("observer");
            json.WriteString("display", "Havel");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("entity");
            json.WriteStartObject();
            json.WriteString(
                "description", $"erasure of {scope}: {count.Resources} resources, {count.Versions} versions");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
}
