namespace Havel.Store.Indexing;

/// <summary>Numbers that grow with the columns of a key.</summary>
internal static class RowRank
{
    private const int SlotBits = 24;
    private const ulong Sign = 1UL << 63;

    /// <summary>A number that grows with the first columns.</summary>
    /// <param name="slot">The first column.</param>
    /// <param name="value">A number that grows with the second; of it, the upper 40 bits count.</param>
    public static ulong Of(int slot, long value) =>
        (ulong)slot << (64 - SlotBits) | ((ulong)value ^ Sign) >> SlotBits;

    /// <summary>A number that grows with a measured value.</summary>
    public static ulong Of(double value)
    {
        // Zero has two signs and is one value.
        var bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        return bits < 0 ? ~(ulong)bits : (ulong)bits ^ Sign;
    }

    /// <summary>A number that grows with a text, by its first five letters.</summary>
    public static ulong Of(int slot, string text)
    {
        const int Letters = 5;
        const int Large = byte.MaxValue;
        var value = 0UL;
        var isCut = false;
        for (var index = 0; index < Letters; index++)
        {
            var letter = isCut || index >= text.Length ? 0 : Math.Min((int)text[index], Large);

            // Beyond a letter that is too large for its place nothing tells the order any more.
            isCut |= letter == Large;
            value = value << 8 | (uint)letter;
        }

        return (ulong)slot << (64 - SlotBits) | value;
    }
}
