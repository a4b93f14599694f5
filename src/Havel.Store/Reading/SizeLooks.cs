using Havel.Store.Planning;

namespace Havel.Store.Reading;

/// <summary>About how many rows sources have. Rows of a token stand in the order of subjects, and a subject is a hash:
/// how far the first few hundred rows reach tells how many there are. Other large sources are counted up to a cap.
/// What was seen of large ones is remembered for a while. Belongs to one reader.</summary>
internal sealed class SizeLooks(ReadSession session)
{
    /// <summary>Subjects are hashes of 47 bits.</summary>
    private const double AllSubjects = 1L << 47;

    private readonly Dictionary<ulong, (double Size, int Uses)> _known = [];

    public double Of(RowSource source) => source switch
    {
        NoRows or LinkRows => 0,
        IdRows ids => ids.Ids.Keys.Count,
        UnionRows union => union.Sources.Sum(Of),
        LiveRows { Types.Count: > 1, Subjects: null } live => live.Types.Sum(type => Of(new LiveRows([type]))),
        SeekRows { Subjects: null, Seek: { Test: TokenTest test } seek } rows when IsShortList(seek, test) =>
            EachValue(rows, test),
        _ => Remembered(source),
    };

    private static bool IsShortList(RowSeek seek, TokenTest test) =>
        !seek.IsOrdered && (long)seek.Slots.Count * test.Values.Count <= Limits.ListedValues;

    private double EachValue(SeekRows rows, TokenTest test)
    {
        var sum = 0.0;
        foreach (var slot in rows.Seek.Slots)
        {
            foreach (var value in test.Values)
            {
                var one = rows.Seek with { Slots = [slot], Test = test with { Values = [value] } };
                sum += Remembered(new SeekRows(one));
            }
        }

        return sum;
    }

    private double Remembered(RowSource source)
    {
        var isOrdered = source.IsOrdered && source is not LiveRows { Subjects: not null };
        if (isOrdered)
            SqlWriter.FirstSubjects(session.Sql, source, Limits.SampledRows);
        else
            SqlWriter.CountUpTo(session.Sql, source, Limits.CountedRows);

        var key = session.Sql.Fingerprint();
        if (_known.TryGetValue(key, out var known) && known.Uses > 0)
        {
            _known[key] = (known.Size, known.Uses - 1);
            return known.Size;
        }

        var size = isOrdered ? BySubjects(source) : session.Scalar();
        if (size < Limits.SampledRows)
            return size;

        if (_known.Count >= Limits.KnownSizes)
            _known.Clear();

        _known[key] = (size, Limits.SizeUses);
        return size;
    }

    private double BySubjects(RowSource source)
    {
        var rows = session.Sql.Prepare(session.Connection);
        var seen = 0;
        var nobodys = 0;
        var last = 0L;
        while (rows.Step())
        {
            seen++;
            last = rows.Int64(0);
            if (last <= 0)
                nobodys++;
        }

        rows.Reset();
        if (seen < Limits.SampledRows)
            return seen;

        if (last > 0)
            return nobodys + ((seen - nobodys) * (AllSubjects / last));

        SqlWriter.CountUpTo(session.Sql, source, Limits.CountedRows);
        return session.Scalar();
    }
}
