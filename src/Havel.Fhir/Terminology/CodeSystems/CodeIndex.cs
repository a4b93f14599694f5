using System.IO.Hashing;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>From a code's UTF-8 to its number: an open hash of numbers over a blob of texts. A search touches one or
/// two slots and one text, and allocates nothing.</summary>
internal sealed class CodeIndex
{
    private readonly TextBlob _texts;
    private readonly int[] _codes;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <summary>An index of these codes.</summary>
    /// <param name="texts">Where the codes are.</param>
    /// <param name="codes">The place of each code; of equal codes the first wins.</param>
    public CodeIndex(TextBlob texts, int[] codes)
    {
        _texts = texts;
        _codes = codes;
        var size = 4;
        while (size < codes.Length * 2)
            size *= 2;

        _mask = size - 1;
        _slots = new int[size];
        for (var number = 0; number < codes.Length; number++)
            Add(number);
    }

    public int Count => _codes.Length;

    /// <summary>The number of the code, or -1.</summary>
    public int Find(ReadOnlySpan<byte> code)
    {
        for (var slot = (int)XxHash3.HashToUInt64(code) & _mask; ; slot = (slot + 1) & _mask)
        {
            var number = _slots[slot] - 1;
            if (number < 0 || _texts.Utf8(_codes[number]).SequenceEqual(code))
                return number;
        }
    }

    private void Add(int number)
    {
        var code = _texts.Utf8(_codes[number]);
        for (var slot = (int)XxHash3.HashToUInt64(code) & _mask; ; slot = (slot + 1) & _mask)
        {
            var taken = _slots[slot] - 1;
            if (taken < 0)
            {
                _slots[slot] = number + 1;
                return;
            }

            if (_texts.Utf8(_codes[taken]).SequenceEqual(code))
                return;
        }
    }
}
