using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Parsing;

/// <summary>The input must be UTF-8. Source: https://hl7.org/fhir/R4/http.html#mime-type: UTF-8 is the only
/// encoding.</summary>
internal static class EncodingRules
{
    /// <summary>What speaks against the bytes as UTF-8 text, or null.</summary>
    public static Issue? FaultOf(ReadOnlySpan<byte> bytes)
    {
        if (LooksWide(bytes))
            return Fault("The input seems to be UTF-16 or UTF-32; FHIR wants UTF-8.", bytes, 0);
        if (Utf8.IsValid(bytes))
            return null;

        var at = FirstInvalid(bytes);
        var message = $"The input is not UTF-8: the byte 0x{bytes[at]:X2} at offset {at} belongs to no character.";
        return Fault(message, bytes, at);
    }

    private static bool LooksWide(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, (byte)'{', ..] or [(byte)'{', 0, ..] or [0, 0, 0, ..];

    /// <summary>Only for the message: character by character is fast enough once.</summary>
    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var taken) != OperationStatus.Done)
                return at;
            at += taken;
        }

        return 0;
    }

    private static Issue Fault(string message, ReadOnlySpan<byte> bytes, int at)
    {
        var before = bytes[..at];
        var line = 1 + before.Count((byte)'\n');
        var column = at - before.LastIndexOf((byte)'\n');
        return new Issue(IssueSeverity.Fatal, IssueType.Invalid, message, null, line, column);
    }
}
