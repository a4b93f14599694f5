using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Havel.Consent.Policies;

namespace Havel.Consent.Resources;

/// <summary>Writes a guard key. The layout, numbers in little endian:
/// <code>
/// byte    layout, 1
/// text    resource type                       text = int32 length, UTF-8
/// byte    confidentiality rank, + 128 where there is a label without a rank
/// byte    custody
/// custody None:     int32 owners, for each: int32 slots, for each: uint64 number, byte outcome (1 not known, 2 true)
/// custody Consent:  int32 custodians, for each: text
/// </code></summary>
internal static class GuardBytes
{
    public const byte Layout = 1;

    public const byte HasUnknownLabel = 128;

    public static byte[] Write(ResourceFacts facts, IReadOnlyList<PatientPolicy?> owners)
    {
        var bytes = new ArrayBufferWriter<byte>(64);
        Write(bytes, Layout);
        Write(bytes, facts.Type);
        Write(bytes, (byte)(facts.Confidentiality.Rank | (facts.Confidentiality.HasUnknown ? HasUnknownLabel : 0)));
        Write(bytes, (byte)facts.Custody);

        // Rule 8 asks nothing of the owners' policies, so their slots would only multiply guards.
        if (facts.Custody == Custody.None)
            WriteOwners(bytes, facts, owners);
        else if (facts.Custody == Custody.Consent)
            WriteCustodians(bytes, facts.Custodians);

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteOwners(
        ArrayBufferWriter<byte> bytes, ResourceFacts facts, IReadOnlyList<PatientPolicy?> owners)
    {
        Write(bytes, owners.Count);
        foreach (var owner in owners)
        {
            if (owner is null || owner.SlotCount == 0)
            {
                Write(bytes, 0);
                continue;
            }

            var outcomes = owner.Slots.Outcomes(facts).ToList();
            Write(bytes, outcomes.Count);
            foreach (var (number, outcome) in outcomes)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(sizeof(ulong)), number);
                bytes.Advance(sizeof(ulong));
                Write(bytes, (byte)outcome);
            }
        }
    }

    private static void WriteCustodians(ArrayBufferWriter<byte> bytes, IReadOnlyList<string> custodians)
    {
        Write(bytes, custodians.Count);
        foreach (var custodian in custodians)
            Write(bytes, custodian);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(sizeof(int)), value);
        bytes.Advance(sizeof(int));
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string text)
    {
        Write(bytes, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
    }
}
