using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Havel.Server.Responses;

/// <summary>Small JSON texts of the server's own making: outcomes, the capability statement, bundle heads.</summary>
internal static class JsonBytes
{
    // The relaxed encoder leaves umlauts and quotes readable; no answer is ever embedded in HTML.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);

        return buffer.WrittenSpan.ToArray();
    }
}
