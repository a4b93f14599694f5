using System.Text;
using Xunit;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>Texts without regard to case and accents, by a table of just the letters that the data has: a letter that
/// nobody thought of fails the test and is not compared by luck.</summary>
internal static class Folding
{
    private const int IndexedLetters = 512;

    private const string Accented = "áÁäÄàâãåçéÉèêëíÍìîïñÑóÓöÖòôõúÚüÜùûýÿ";
    private const string Plain = "aaaaaaaaceeeeeiiiiinnooooooouuuuuuyy";

    // Signs and letters without an accent, which only have to stay what they are.
    private const string AsTheyAre = "²–†®μµ„“”‚‘’…°≥≤×α•";

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter == 'ß')
                folded.Append("ss");
            else
                folded.Append(Base(letter));
        }

        var words = folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Join(' ', words);
        return joined.Length <= IndexedLetters ? joined : joined[..IndexedLetters].TrimEnd();
    }

    private static char Base(char letter)
    {
        if (letter < '\u0080')
            return char.ToLowerInvariant(letter);

        var at = Accented.IndexOf(letter, StringComparison.Ordinal);
        var isKnown = at >= 0 || AsTheyAre.Contains(letter, StringComparison.Ordinal);
        Assert.True(isKnown, $"The letter '{letter}' is not in the table");
        return at >= 0 ? Plain[at] : letter;
    }
}
