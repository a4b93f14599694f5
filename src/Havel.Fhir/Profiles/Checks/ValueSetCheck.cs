using System.Collections.Concurrent;
using System.IO.Hashing;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>One value set as a validator asks for it. Answers are remembered by the bytes of the coding, because the
/// same few codes come again and again.</summary>
internal sealed class ValueSetCheck(ITerminology terminology, string canonical)
{
    private readonly ConcurrentDictionary<ulong, (byte[] Key, CodeCheck Answer)> _known = new();

    public string Canonical => canonical;

    public CodeCheck Check(in CodedValue value)
    {
        var length = value.System.Length + value.Code.Length + value.Version.Length + value.Display.Length + 5;
        if (length > Limits.RememberedCodingBytes)
            return terminology.Check(canonical, value);

        Span<byte> key = stackalloc byte[length];
        Write(value, key);
        var hash = XxHash3.HashToUInt64(key);
        if (_known.TryGetValue(hash, out var known))
            return key.SequenceEqual(known.Key) ? known.Answer : terminology.Check(canonical, value);

        var answer = terminology.Check(canonical, value);
        if (_known.Count < Limits.RememberedCodes)
            _known[hash] = (key.ToArray(), answer);
        return answer;
    }

    /// <summary>The parts with a byte between them that UTF-8 never uses.</summary>
    private static void Write(in CodedValue value, Span<byte> key)
    {
        var at = 0;
        Append(value.System, key, ref at);
        Append(value.Code, key, ref at);
        Append(value.Version, key, ref at);
        Append(value.Display, key, ref at);

        // A plain code takes its system from the value set, a coding without system has none.
        key[at] = value.InfersSystem ? (byte)1 : (byte)0;
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> key, ref int at)
    {
        part.CopyTo(key[at..]);
        at += part.Length;
        key[at++] = 0xFF;
    }
}
