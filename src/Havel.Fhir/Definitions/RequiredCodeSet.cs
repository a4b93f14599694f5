using System.Text;

namespace Havel.Fhir.Definitions;

/// <summary>The codes of a value set that some R4 element binds as required.</summary>
public sealed class RequiredCodeSet
{
    private readonly HashSet<string> _codes;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<(string System, string Code)> _codings;

    internal RequiredCodeSet(string valueSet, IReadOnlyList<(string System, string Code)>? codings)
    {
        ValueSet = valueSet;
        IsEnumerable = codings is not null;
        Codings = codings ?? [];
        _codings = [.. Codings];
        _codes = new HashSet<string>(Codings.Select(coding => coding.Code), StringComparer.Ordinal);
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Canonical address of the value set, without version.</summary>
    public string ValueSet { get; }

    /// <summary>False for a set that no list can hold or that the specification does not list, such as MIME types,
    /// UCUM units or ISO currencies: then nothing can be said of a code here.</summary>
    public bool IsEnumerable { get; }

    /// <summary>The codes with their systems, in the order of the value set; empty when not enumerable.</summary>
    public IReadOnlyList<(string System, string Code)> Codings { get; }

    /// <summary>Whether a plain <c>code</c> is in the set.</summary>
    public bool Contains(string code) => _codes.Contains(code);

    /// <summary>Whether a plain <c>code</c>, given as UTF-8 without quotes or escapes, is in the set.</summary>
    public bool Contains(ReadOnlySpan<byte> utf8Code)
    {
        const int longestCode = 256;
        if (utf8Code.Length > longestCode)
            return false;

        Span<char> code = stackalloc char[longestCode];
        return Encoding.UTF8.TryGetChars(utf8Code, code, out var length) && _lookup.Contains(code[..length]);
    }

    /// <summary>Whether a Coding of that system and code is in the set.</summary>
    public bool Contains(string system, string code) => _codings.Contains((system, code));

    public override string ToString() => ValueSet;
}
