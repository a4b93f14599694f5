using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Havel.Store.Postgres;

/// <summary>Statements written for SQLite's way of naming parameters, as PostgreSQL reads them: <c>?</c> and <c>?1</c>
/// become <c>$1</c>, and orders to use an index, which PostgreSQL does not take, are left out.</summary>
internal static partial class PostgresText
{
    public static string Of(string sql)
    {
        var plain = sql.Contains("INDEXED BY", StringComparison.Ordinal) ? Orders().Replace(sql, string.Empty) : sql;
        if (!plain.Contains('?', StringComparison.Ordinal))
            return plain;

        var text = new StringBuilder(plain.Length + 32);
        var isQuoted = false;
        var next = 1;
        for (var at = 0; at < plain.Length; at++)
        {
            var letter = plain[at];
            isQuoted ^= letter == '\'';
            if (letter != '?' || isQuoted)
            {
                text.Append(letter);
                continue;
            }

            text.Append('$');
            // A number of its own follows by itself.
            if (at + 1 == plain.Length || !char.IsAsciiDigit(plain[at + 1]))
                text.Append(next++.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>How many parameters a text has: the highest number.</summary>
    public static int Parameters(string text)
    {
        var highest = 0;
        foreach (var match in Numbers().EnumerateMatches(text))
        {
            var number = int.Parse(text.AsSpan(match.Index + 1, match.Length - 1), CultureInfo.InvariantCulture);
            highest = Math.Max(highest, number);
        }

        return highest;
    }

    [GeneratedRegex(@"\$[0-9]+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+INDEXED BY \w+")]
    private static partial Regex Orders();
}
