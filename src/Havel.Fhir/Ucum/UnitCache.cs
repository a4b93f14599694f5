using System.Collections.Concurrent;

namespace Havel.Fhir.Ucum;

/// <summary>The texts that were read, faulty ones included, in two generations: when the young one is full, it becomes
/// the old one and what is asked for again comes back from there. So memory is bounded, and a sender of ever new texts
/// cannot push the common units out for long.</summary>
internal static class UnitCache
{
    private static volatile Generation _young = new();
    private static volatile Generation _old = new();

    public static Reading Read(ReadOnlySpan<char> text)
    {
        var young = _young;
        if (young.ByText.TryGetValue(text, out var known))
            return known;

        var reading = _old.ByText.TryGetValue(text, out var older) ? older : Parse(text.ToString());
        if (text.Length <= Limits.UcumLength)
            Keep(young, text.ToString(), reading);
        return reading;
    }

    private static void Keep(Generation young, string text, Reading reading)
    {
        if (Interlocked.Increment(ref young.Count) <= Limits.UcumCachedUnits)
        {
            young.Units.TryAdd(text, reading);
            return;
        }

        _old = young;
        _young = new Generation();
    }

    private static Reading Parse(string text)
    {
        var meaning = new UnitReader(text).Read(out var fault);
        return new Reading(meaning is null ? null : new UcumUnit(text, meaning), fault);
    }

    internal sealed record Reading(UcumUnit? Unit, UcumFault? Fault);

    private sealed class Generation
    {
        public int Count;

        public Generation() => ByText = Units.GetAlternateLookup<ReadOnlySpan<char>>();

        public ConcurrentDictionary<string, Reading> Units { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, Reading>.AlternateLookup<ReadOnlySpan<char>> ByText { get; }
    }
}
