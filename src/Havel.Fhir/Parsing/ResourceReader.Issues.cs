using System.Buffers;
using System.Text;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Parsing;

/// <content>Issues. Paths, lines and columns are worked out only here, once something is wrong.</content>
internal ref partial struct ResourceReader
{
    private static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(" ,]}\r\n"u8);

    /// <summary>Closes an object: what is required must have been seen, and companions find their values.</summary>
    private void Close(ref ObjectState state)
    {
        var missing = state.Plan.Required & ~(state.Values | state.Companions);
        if (missing != 0)
            Missing(ref state, missing);
        if (state.Companions != 0 || state.HasHoles)
            PairCompanions(ref state);
    }

    private void Missing(ref ObjectState state, ulong missing)
    {
        foreach (var element in state.Plan.Type.Elements)
        {
            if ((missing >> element.Position & 1) == 0 || _stopped)
                continue;

            var name = element.IsChoice ? element.Name + "[x]" : element.Name;
            Report(IssueType.Required, _records[state.Index].Start, PathOf(element.Name),
                $"{state.Plan.Type.Name} needs \"{name}\", which is missing.");
        }
    }

    private void EmptyObject() =>
        Report(IssueType.Structure, _at - 1, null, -1, "The object is empty; leave the property out instead.");

    private void UnknownProperty(ref ObjectState state, ReadOnlySpan<byte> name, int start) =>
        Report(IssueType.Structure, start, null, -1, $"{state.Plan.Type.Name} has no property {Quote(name)}.");

    private void TooMany(PropertyPlan property, int count, int start) =>
        Report(IssueType.Structure, start, property, -1,
            $"There are {count} values; at most {property.Max} may stand here.");

    private void Repeated(ref ObjectState state, PropertyPlan property, bool isCompanion)
    {
        var element = property.Property.Element;
        var isSame = !element.IsChoice;
        for (var at = state.Index + 1; at < _count && !isSame; at = _records[at].End)
            isSame = _records[at].Property == property.Id;

        var prefix = isCompanion ? "_" : string.Empty;
        var message = isSame
            ? $"The property \"{prefix}{property.Name}\" stands there twice."
            : SecondChoice(property, prefix);
        Report(isSame ? IssueType.Invalid : IssueType.Structure, _at, property, -1, message);
    }

    private static string SecondChoice(PropertyPlan property, string prefix) =>
        $"\"{prefix}{property.Name}\" is a second value of {property.Property.Element.Name}[x], "
        + "which may have one type only.";

    private void WrongValue(PropertyPlan property, int item, string expected)
    {
        Report(IssueType.Structure, _at, property, item, $"Expected {expected} and found {FoundHere()}.");
        SkipValue(2 * _depth);
    }

    private static string ShapeName(ValueShape shape) => shape switch
    {
        ValueShape.String => "a string",
        ValueShape.Number => "a number",
        ValueShape.Boolean => "true or false",
        _ => "an object",
    };

    /// <summary>Names what stands at the current place, for a sentence.</summary>
    private readonly string FoundHere()
    {
        var rest = _bytes[Math.Min(_at, _bytes.Length)..];
        if (rest.IsEmpty)
            return "the end of the input";

        switch (rest[0])
        {
            case (byte)'{':
                return "an object";
            case (byte)'[':
                return "an array";
            case (byte)'"':
                var close = rest[1..].IndexOf((byte)'"');
                return close < 0 ? "a string" : $"the string {Quote(rest[1..(close + 1)])}";
            default:
                var end = rest.IndexOfAny(ScalarEnds);
                var word = end < 0 ? rest : rest[..Math.Max(end, 1)];
                return word.SequenceEqual("null"u8) ? "null" : Quote(word);
        }
    }

    /// <summary>The sender's text for a message: short, and without control characters.</summary>
    private static string Quote(ReadOnlySpan<byte> text)
    {
        var isCut = text.Length > Limits.QuotedBytes;
        var shown = Encoding.UTF8.GetString(isCut ? text[..Limits.QuotedBytes] : text).TrimEnd('\uFFFD');
        var clean = string.Create(shown.Length, shown, static (target, source) =>
        {
            for (var at = 0; at < source.Length; at++)
                target[at] = char.IsControl(source[at]) ? '\uFFFD' : source[at];
        });
        return isCut ? $"\"{clean}...\"" : $"\"{clean}\"";
    }

    private void FailExpecting(string expected)
    {
        if (_at >= _bytes.Length)
            FailAtEnd($"where {expected} is expected");
        else
            Fail($"Expected {expected} and found {FoundHere()}.");
    }

    private void FailAtEnd(string inside)
    {
        _at = _bytes.Length;
        var place = inside.StartsWith("where ", StringComparison.Ordinal) ? inside : $"inside {inside}";
        Fail($"The input ends {place}; it seems to be cut off.");
    }

    private void FailTooDeep() =>
        Fail($"The resource is nested deeper than {_maxDepth} objects, which is this system's limit.",
            IssueType.TooCostly);

    private void FailTooLarge() =>
        Fail($"The resource has more than {_options.MaxNodes} nodes, which is this system's limit.",
            IssueType.TooCostly);

    /// <summary>Reports a fault after which nothing more can be understood, and ends the parse: at the end of the bytes
    /// every
    /// loop of the reader comes to its own end.</summary>
    private void Fail(string message, IssueType type = IssueType.Structure)
    {
        if (!_stopped)
        {
            Add(IssueSeverity.Fatal, type, _at, _count == 0 ? null : PathOf(null), message);
            _stopped = true;
        }

        _at = _bytes.Length;
    }

    private void Report(IssueType type, int at, PropertyPlan? property, int item, string message)
    {
        if (_stopped)
            return;

        Report(type, at, _count == 0 ? null : PathOf(property is null ? null : Name(property, item)), message);
    }

    private void Report(IssueType type, int at, string? path, string message)
    {
        Add(IssueSeverity.Error, type, at, path, message);
        if (_scratch.Issues.Count < _options.MaxIssues)
            return;

        Add(IssueSeverity.Fatal, IssueType.TooCostly, at, path,
            $"There are {_options.MaxIssues} issues; the rest was not read.");
        _stopped = true;
        _at = _bytes.Length;
    }

    private readonly void Add(IssueSeverity severity, IssueType type, int at, string? path, string message)
    {
        var before = _bytes[..Math.Min(at, _bytes.Length)];
        var line = 1 + before.Count((byte)'\n');
        var column = before.Length - before.LastIndexOf((byte)'\n');
        _scratch.Issues.Add(new Issue(severity, type, message, path, line, column));
    }

    /// <summary>The FHIRPath of the object that is being read, and of the leaf in it.</summary>
    private readonly string PathOf(string? leaf)
    {
        var path = new StringBuilder(_plans.Definitions.Types[_records[0].Type].Name);
        for (var depth = 0; depth <= _depth; depth++)
        {
            var step = _scratch.Steps[depth];
            if (step.Property >= 0)
                path.Append('.').Append(Name(_plans.Property(step.Property), step.Item));
        }

        return leaf is null ? path.ToString() : path.Append('.').Append(leaf).ToString();
    }

    private static string Name(PropertyPlan property, int item)
    {
        var name = property.Property?.Element.Name ?? "resourceType";
        return item < 0 ? name : $"{name}[{item}]";
    }
}
