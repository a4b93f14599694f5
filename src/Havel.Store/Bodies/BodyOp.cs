namespace Havel.Store.Bodies;

/// <summary>The instructions of a packed body, a byte each, some with more behind them. A packed body is the number of
/// its generation (1), the number of its dictionary, the length of what comes out without the members of
/// <see cref="Meta"/>, and then instructions to the end. Numbers are written seven bits a byte, low ones
/// first.</summary>
/// <remarks>This is a format on disk: bodies of years ago are read by it. What changes gets another
/// generation.</remarks>
internal static class BodyOp
{
    /// <summary>First byte of a body packed this way. A body that is kept as it is begins with a brace.</summary>
    public const byte Generation = 1;

    /// <summary>Bytes that stand as they are, from one; the last of the range is followed by a number for
    /// more.</summary>
    public const int Literal = 0x00;

    /// <summary>A copy out of the dictionary, its place in two bytes.</summary>
    public const int Phrase = 0x40;

    /// <summary>A copy out of the dictionary from where the last one ended.</summary>
    public const int Onward = 0x80;

    /// <summary>A copy of what came out before, its distance as a number.</summary>
    public const int Repeat = 0xB0;

    /// <summary>A lower-case UUID, 16 bytes.</summary>
    public const int Uuid = 0xE0;

    /// <summary>A date and time to the second, four bytes of seconds since <see
    /// cref="TextForms.FirstSecond"/>.</summary>
    public const int Time = 0xE1;

    /// <summary>Base64 of something that is packed itself: the lengths of both, then the instructions.</summary>
    public const int Base64 = 0xE2;

    /// <summary>The members <c>versionId</c> and <c>lastUpdated</c>, which the row knows.</summary>
    public const int Meta = 0xE3;

    /// <summary>Digits and what stands between them, two a byte.</summary>
    public const int Digits = 0xE8;

    /// <summary>One above the last instruction.</summary>
    public const int End = 0x100;

    public const int ShortestLiteral = 1;
    public const int ShortestPhrase = 4;
    public const int ShortestOnward = 2;
    public const int ShortestRepeat = 4;
    public const int ShortestDigits = 5;
    public const int LongestDigits = ShortestDigits + End - Digits - 1;

    public const int UuidLength = 36;
    public const int UuidBytes = 16;
    public const int TimeLength = 19;
    public const int TimeBytes = 4;

    /// <summary>A dictionary's places are two bytes.</summary>
    public const int LongestDictionary = 1 << 16;
}
