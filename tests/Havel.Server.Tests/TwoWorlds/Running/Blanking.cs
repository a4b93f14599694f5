using System.Text;
using System.Text.RegularExpressions;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>Takes out of an answer what may differ between any two answers, and nothing else: the Date header, which
/// Kestrel takes from the machine's own clock, and page tokens, which are encrypted under a random nonce. A token keeps
/// its length.</summary>
internal static partial class Blanking
{
    private static readonly byte[] TokenMark = "_page="u8.ToArray();

    /// <summary>Everything of the answer that must be equal in both worlds, as one text a byte a character.</summary>
    public static byte[] Blank(Answer answer)
    {
        var head = DateHeader().Replace(answer.Head, "Date: *\r\n");
        if (answer.Body.AsSpan().IndexOf(TokenMark) < 0)
            return [.. Encoding.Latin1.GetBytes(head), 13, 10, .. answer.Body];

        var body = Encoding.Latin1.GetString(answer.Body);
        body = Token().Replace(body, match => "_page=" + new string('*', match.Length - TokenMark.Length));
        return [.. Encoding.Latin1.GetBytes(head), 13, 10, .. Encoding.Latin1.GetBytes(body)];
    }

    [GeneratedRegex("^Date: .*\r\n", RegexOptions.Multiline)]
    private static partial Regex DateHeader();

    [GeneratedRegex("_page=[A-Za-z0-9_-]{100,}")]
    private static partial Regex Token();
}
