namespace Havel.Store.Terminology.Ecl;

/// <summary>A set of concepts of one system: a bit for each.</summary>
internal sealed class ConceptBits(long count)
{
    private readonly ulong[] _words = new ulong[(count + 63) >> 6];

    public bool Contains(long concept) => (_words[concept >> 6] >> (int)(concept & 63) & 1) != 0;

    public void Add(long concept) => _words[concept >> 6] |= 1UL << (int)(concept & 63);

    public ConceptBits With(IEnumerable<long> concepts)
    {
        foreach (var concept in concepts)
            Add(concept);
        return this;
    }

    public ConceptBits And(ConceptBits other)
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] &= other._words[word];
        return this;
    }

    public ConceptBits Or(ConceptBits other)
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] |= other._words[word];
        return this;
    }

    public ConceptBits Minus(ConceptBits other)
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] &= ~other._words[word];
        return this;
    }

    /// <summary>The concepts in ascending order.</summary>
    public IEnumerable<long> All()
    {
        for (var word = 0; word < _words.Length; word++)
        {
            for (var rest = _words[word]; rest != 0; rest &= rest - 1)
                yield return ((long)word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
        }
    }
}
