using System.Text;
using System.Text.Json;

namespace Havel.Fhir.Nodes;

/// <summary>The text of a JSON string with escapes. Source: RFC 8259, section 7.</summary>
internal static class JsonText
{
    /// <summary>Resolves the escapes of a string that the parser has already found to be well formed.</summary>
    /// <param name="raw">UTF-8 bytes between the quotes.</param>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var quoted = new byte[raw.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        raw.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        return reader.Read() ? reader.GetString() ?? string.Empty : Encoding.UTF8.GetString(raw);
    }
}
