using System.Runtime.CompilerServices;

namespace Havel.Fhir.Profiles.Running;

/// <summary>Builds a message only if somebody will read it: while a profile is merely tried, none is made.</summary>
[InterpolatedStringHandler]
internal ref struct FindingText
{
    private DefaultInterpolatedStringHandler _text;

    public FindingText(int literalLength, int formattedCount, ValidationRun run, out bool isWanted)
    {
        isWanted = !run.IsProbing;
        IsWanted = isWanted;
        _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public bool IsWanted { get; }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string ToText() => _text.ToStringAndClear();
}
