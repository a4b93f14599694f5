using System.Runtime.InteropServices;

namespace Havel.Fhir.Search;

/// <summary>Everything one resource can be found by. Made to be filled again and again by one thread.</summary>
public sealed class SearchRows
{
    public List<TokenRow> Tokens { get; } = [];

    public List<StringRow> Strings { get; } = [];

    public List<DateRow> Dates { get; } = [];

    public List<NumberRow> Numbers { get; } = [];

    public List<QuantityRow> Quantities { get; } = [];

    /// <summary>The texts behind the addresses among <see cref="Tokens"/>, as far as they are not known.</summary>
    public List<UriText> Uris { get; } = [];

    /// <summary>Whether the text behind a hash is known to whoever keeps the rows; null for nothing known.</summary>
    public Func<long, bool>? KnowsUri { get; set; }

    /// <summary>Number of rows over all kinds.</summary>
    public int Count => Tokens.Count + Strings.Count + Dates.Count + Numbers.Count + Quantities.Count;

    public void Clear()
    {
        Tokens.Clear();
        Strings.Clear();
        Dates.Clear();
        Numbers.Clear();
        Quantities.Clear();
        Uris.Clear();
    }

    /// <summary>Leaves one of each row: a resource that says a thing twice is found once.</summary>
    internal void RemoveRepeated()
    {
        Distinct(Tokens);
        Distinct(Strings);
        Distinct(Dates);
        Distinct(Numbers);
        Distinct(Quantities);
    }

    /// <summary>Few rows are compared pair by pair, which needs no memory; many go through a set.</summary>
    private static void Distinct<T>(List<T> rows)
        where T : struct, IEquatable<T>
    {
        const int few = 48;
        if (rows.Count > few)
        {
            var seen = new HashSet<T>(rows.Count);
            rows.RemoveAll(row => !seen.Add(row));
            return;
        }

        for (var at = rows.Count - 1; at > 0; at--)
        {
            if (CollectionsMarshal.AsSpan(rows)[..at].Contains(rows[at]))
                rows.RemoveAt(at);
        }
    }
}
