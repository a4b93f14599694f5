namespace Havel.Store.Planning;

/// <summary>Writes long rows of conditions in halves of halves: databases limit how deep an expression is, not how
/// wide.</summary>
internal static class Halves
{
    private const int Flat = 16;

    /// <summary>Writes the conditions from one number up to another, joined by a word.</summary>
    public static void Write(SqlText sql, int from, int end, string word, Action<int> one)
    {
        if (end - from > Flat)
        {
            var middle = (from + end) / 2;
            sql.Add("(");
            Write(sql, from, middle, word, one);
            sql.Add(")", word, "(");
            Write(sql, middle, end, word, one);
            sql.Add(")");
            return;
        }

        for (var index = from; index < end; index++)
        {
            sql.Add(index == from ? string.Empty : word);
            one(index);
        }
    }
}
