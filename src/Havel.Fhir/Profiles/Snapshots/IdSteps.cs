namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>An element id taken apart: names and slice names, step by step.
/// Source: https://hl7.org/fhir/R4/elementdefinition.html#id.</summary>
internal sealed class IdSteps
{
    private readonly string[] _names;
    private readonly string?[] _slices;

    private IdSteps(string[] names)
    {
        _names = [.. names];
        _slices = new string?[names.Length];
    }

    public int Count => _names.Length;

    public string NameAt(int index) => _names[index];

    public string? SliceAt(int index) => _slices[index];

    /// <summary>The steps; null where the id contradicts path or slice name. Slice names may hold dots, so the names of
    /// the path lead through the id.</summary>
    public static IdSteps? Of(ProfileElement element, string[] path)
    {
        var steps = new IdSteps(path);
        var rest = element.Id.AsSpan();
        for (var index = 0; index < path.Length; index++)
        {
            var end = index + 1 < path.Length ? EndOf(rest, path[index + 1]) : rest.Length;
            if (end < 0 || !steps.Take(index, rest[..end]))
                return null;

            rest = index + 1 < path.Length ? rest[(end + 1)..] : [];
        }

        steps._slices[^1] ??= element.SliceName;
        return element.SliceName is null
            || string.Equals(steps._slices[^1], element.SliceName, StringComparison.Ordinal) ? steps : null;
    }

    /// <summary>Where the next step begins: a dot before the next name, which itself may be written as a slice of a
    /// choice.</summary>
    private static int EndOf(ReadOnlySpan<char> id, string next)
    {
        for (var dot = id.IndexOf('.'); dot >= 0;)
        {
            var behind = id[(dot + 1)..];
            var length = NameLength(behind, next);
            if (length > 0 && (length == behind.Length || behind[length] is '.' or ':'))
                return dot;

            var further = behind.IndexOf('.');
            dot = further < 0 ? -1 : dot + 1 + further;
        }

        return -1;
    }

    /// <summary>The length of the name if the text begins with it, in the one or the other writing of a choice; else
    /// 0.</summary>
    private static int NameLength(ReadOnlySpan<char> text, string name)
    {
        if (text.StartsWith(name, StringComparison.Ordinal))
            return name.Length;

        var choice = text.IndexOf("[x]", StringComparison.Ordinal);
        return choice > 0 && name.AsSpan().StartsWith(text[..choice], StringComparison.Ordinal) ? choice + 3 : 0;
    }

    private bool Take(int index, ReadOnlySpan<char> step)
    {
        var length = NameLength(step, _names[index]);
        if (length == 0 || (length < step.Length && step[length] != ':'))
            return index == 0;

        if (length < step.Length)
            _slices[index] = step[(length + 1)..].ToString();
        if (!step[..length].SequenceEqual(_names[index]))
            _names[index] = step[..length].ToString();
        return true;
    }
}
