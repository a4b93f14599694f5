using Havel.Fhir.Definitions;

namespace Havel.Fhir.Ucum;

/// <summary>UCUM's tables of prefixes and units, from the embedded <c>ucum.bin</c>; see docs/ucum.md.</summary>
internal sealed class UcumTable
{
    private static readonly Lazy<UcumTable> LazyShared = new(Load);

    private readonly Dictionary<string, UcumAtom>.AlternateLookup<ReadOnlySpan<char>> _atoms;
    private readonly Dictionary<string, UcumPrefix>.AlternateLookup<ReadOnlySpan<char>> _prefixes;

    private UcumTable(string version, Dictionary<string, UcumAtom> atoms, Dictionary<string, UcumPrefix> prefixes)
    {
        Version = version;
        Atoms = atoms.Values;
        Prefixes = prefixes.Values;
        _atoms = atoms.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static UcumTable Shared => LazyShared.Value;

    public string Version { get; }

    public IReadOnlyCollection<UcumAtom> Atoms { get; }

    public IReadOnlyCollection<UcumPrefix> Prefixes { get; }

    public UcumAtom? FindAtom(ReadOnlySpan<char> code) => _atoms.TryGetValue(code, out var atom) ? atom : null;

    /// <summary>Splits a symbol into prefix and unit. A unit of that whole name comes first (<c>cd</c> is no
    /// centi-day), and only metric units take a prefix.</summary>
    /// <returns>The unit, or null where the symbol is none.</returns>
    public UcumAtom? Find(ReadOnlySpan<char> symbol, out UcumPrefix? prefix)
    {
        prefix = null;
        if (FindAtom(symbol) is { } whole)
            return whole;

        for (var length = 1; length <= 2 && length < symbol.Length; length++)
        {
            if (_prefixes.TryGetValue(symbol[..length], out var found)
                && FindAtom(symbol[length..]) is { IsMetric: true } atom)
            {
                prefix = found;
                return atom;
            }
        }

        return null;
    }

    private static UcumTable Load()
    {
        var reader = DefinitionReader.Open("ucum.bin");
        var version = reader.Text();
        var prefixes = new Dictionary<string, UcumPrefix>(StringComparer.Ordinal);
        for (var count = reader.Number(); count > 0; count--)
        {
            var code = reader.Text();
            prefixes[code] = new UcumPrefix(code, reader.Text(), reader.Text(), Rational.Parse(reader.Text()));
        }

        var atoms = new Dictionary<string, UcumAtom>(StringComparer.Ordinal);
        for (var count = reader.Number(); count > 0; count--)
        {
            var code = reader.Text();
            atoms[code] = new UcumAtom(
                code,
                reader.Text(),
                reader.OptionalText() ?? code,
                reader.Text(),
                (UcumAtomKinds)reader.Byte(),
                reader.Text(),
                reader.Text(),
                (SpecialFunction)reader.Byte());
        }

        reader.Finish();
        return new UcumTable(version, atoms, prefixes);
    }
}
