using System.Text;

namespace Havel.Consent.Policies;

/// <summary>Text from which every part can be read back: strings carry their length, so that no content of one can
/// pass
/// for the beginning of the next. What is hashed or compared in place of rules is written with it.</summary>
internal sealed class CanonicalText
{
    private readonly StringBuilder _text = new();

    public CanonicalText Add(char mark)
    {
        _text.Append(mark);
        return this;
    }

    public CanonicalText Add(bool value) => Add(value ? '1' : '0');

    public CanonicalText Add(long value)
    {
        _text.Append(value).Append(' ');
        return this;
    }

    /// <summary>Null and empty are not the same.</summary>
    public CanonicalText Add(string? value)
    {
        if (value is null)
            return Add('-');

        _text.Append(value.Length).Append(':').Append(value);
        return this;
    }

    public override string ToString() => _text.ToString();
}
