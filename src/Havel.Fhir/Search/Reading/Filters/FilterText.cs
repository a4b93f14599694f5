using System.Globalization;
using System.Text;

namespace Havel.Fhir.Search.Reading.Filters;

/// <summary>The words of a <c>_filter</c>. Source: https://hl7.org/fhir/R4/search_filter.html.</summary>
internal sealed class FilterText(string text)
{
    private const int HexDigits = 4;

    /// <summary>How far it has been read.</summary>
    public int At { get; private set; }

    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return At >= text.Length;
        }
    }

    /// <summary>Takes a sign if it comes next.</summary>
    public bool Take(char sign)
    {
        SkipBlanks();
        return TakeHere(sign);
    }

    /// <summary>Takes a sign if nothing, not even a blank, is before it.</summary>
    public bool TakeHere(char sign)
    {
        if (At >= text.Length || text[At] != sign)
            return false;

        At++;
        return true;
    }

    /// <summary>Takes a word if it comes next and ends there.</summary>
    public bool TakeWord(string word)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, At, word, 0, word.Length) != 0)
            return false;

        var end = At + word.Length;
        if (end < text.Length && IsName(text[end]))
            return false;

        At = end;
        return true;
    }

    /// <summary>A name of a path; empty where none comes next.</summary>
    public string Name()
    {
        var start = At;
        while (At < text.Length && IsName(text[At]))
            At++;

        return text[start..At];
    }

    public string NameAfterBlanks()
    {
        SkipBlanks();
        return Name();
    }

    /// <summary>A value: a JSON string, or everything up to a blank or a bracket that it did not open. Null where the
    /// string does not end.</summary>
    public string? Value()
    {
        SkipBlanks();
        if (TakeHere('"'))
            return Quotation();

        var (start, open) = (At, 0);
        for (; At < text.Length && !char.IsWhiteSpace(text[At]); At++)
        {
            if (text[At] is '(' or '[')
                open++;
            else if (text[At] is ')' or ']' && --open < 0)
                break;
        }

        return text[start..At].Replace(",", "\\,", StringComparison.Ordinal);
    }

    /// <summary>What comes next, for a message.</summary>
    public string Rest() => At >= text.Length ? "the end" : $"'{Quoted.Of(text[At..])}'";

    private string? Quotation()
    {
        var value = new StringBuilder();
        while (At < text.Length)
        {
            var letter = text[At++];
            if (letter == '"')
                return value.ToString();

            if (letter == '\\' && Escaped() is { } escaped)
                letter = escaped;
            else if (letter == '\\')
                return null;

            if (letter is '\\' or ',')
                value.Append('\\');

            value.Append(letter);
        }

        return null;
    }

    /// <summary>As in JSON: https://www.rfc-editor.org/rfc/rfc8259#section-7.</summary>
    private char? Escaped()
    {
        if (At >= text.Length)
            return null;

        var letter = text[At++];
        switch (letter)
        {
            case '"' or '\\' or '/':
                return letter;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when At + HexDigits <= text.Length && ushort.TryParse(
                text.AsSpan(At, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                At += HexDigits;
                return (char)code;
            default:
                return null;
        }
    }

    private void SkipBlanks()
    {
        while (At < text.Length && char.IsWhiteSpace(text[At]))
            At++;
    }

    private static bool IsName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or ':' or '$';
}
