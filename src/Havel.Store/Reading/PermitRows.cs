using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store.Interning;

namespace Havel.Store.Reading;

/// <summary>The rows of bits of one grant: equal shapes have one row.</summary>
/// <param name="guards">What the numbers of guards mean.</param>
/// <param name="stride">Bits in a row.</param>
internal sealed class PermitRows(GuardTable guards, int stride)
{
    private readonly List<bool[]> _rows = [new bool[stride]];
    private readonly Dictionary<Shape, int> _known = [];

    /// <summary>The row of what nobody may see.</summary>
    public const int Closed = 0;

    public int Count => _rows.Count;

    /// <summary>The row of a shape.</summary>
    public int Of(Shape shape)
    {
        if (!_known.TryGetValue(shape, out var row))
            _known[shape] = row = Add(_ => shape);

        return row;
    }

    /// <summary>The row of all whose patients have said nothing. A guard tells how many patients it is made for, and a
    /// shape permits only guards made for as many as it has.</summary>
    public int OfSilent(Grant grant)
    {
        var shapes = new List<Shape>();
        return Add(owners =>
        {
            while (shapes.Count <= owners)
            {
                var silent = Enumerable.Range(0, Math.Max(1, shapes.Count))
                    .Select(number => PatientPolicy.Silent(
                        number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                shapes.Add(grant.ReduceAsStranger(SubjectPolicy.Of(silent)).Shape);
            }

            return shapes[owners];
        });
    }

    /// <summary>Rows one after the other, without gaps between them.</summary>
    public byte[] Bits(IReadOnlyList<int> rows)
    {
        var bits = new byte[((rows.Count * (long)stride) + 7) / 8];
        var at = 0L;
        foreach (var row in rows)
        {
            foreach (var bit in _rows[row])
            {
                if (bit)
                    bits[at >> 3] |= (byte)(1 << (int)(at & 7));

                at++;
            }
        }

        return bits;
    }

    private int Add(Func<int, Shape> shapeFor)
    {
        var row = new bool[stride];
        for (var guard = 1; guard < stride; guard++)
        {
            if (guards.Knows(guard))
            {
                var key = guards.KeyOf(guard);
                row[guard] = shapeFor(key.OwnerCount).Permits(key);
            }
        }

        // Equal rows of different shapes are one: what is left to the database is to tell apart what differs.
        for (var known = 0; known < _rows.Count; known++)
        {
            if (_rows[known].AsSpan().SequenceEqual(row))
                return known;
        }

        _rows.Add(row);
        return _rows.Count - 1;
    }
}
