namespace Havel.Fhir.Terminology.Expanding;

/// <summary>The text somebody types to find a code: every word must begin a word of the display or of one other text,
/// or the whole must begin the code. FHIR leaves the way open. Source:
/// https://hl7.org/fhir/R4/valueset-operation-expand.html.</summary>
internal sealed class TextFilter(string text)
{
    private readonly string[] _words =
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Fits(ExpansionEntry entry)
    {
        if (entry.Code.StartsWith(text, StringComparison.OrdinalIgnoreCase) || Fits(entry.Display))
            return true;

        foreach (var designation in entry.Designations)
        {
            if (Fits(designation.Value))
                return true;
        }

        return false;
    }

    private bool Fits(string? display)
    {
        if (display is null)
            return false;

        foreach (var word in _words)
        {
            if (!HasWord(display, word))
                return false;
        }

        return true;
    }

    private static bool HasWord(string display, string word)
    {
        for (var at = 0; ; at++)
        {
            at = display.IndexOf(word, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return false;
            if (at == 0 || !char.IsLetterOrDigit(display[at - 1]))
                return true;
        }
    }
}
