using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>Reads one resource: a single descent over the bytes that writes node records and checks the structure on
/// the
/// way. The name of a property is guessed from what followed last time, so it is mostly compared and not looked up.
/// Source: https://hl7.org/fhir/R4/json.html.</summary>
internal ref partial struct ResourceReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ParseScratch _scratch;
    private readonly ParseOptions _options;
    private readonly TypePlans _plans;
    private readonly int _maxDepth;
    private NodeRecord[] _records;
    private int _count;
    private int _at;
    private int _depth;
    private bool _hasWhitespace;
    private bool _stopped;

    public ResourceReader(ReadOnlySpan<byte> utf8, TypePlans plans, ParseScratch scratch, ParseOptions options)
    {
        _bytes = utf8;
        _plans = plans;
        _scratch = scratch;
        _options = options;
        _maxDepth = Math.Min(options.MaxNesting, Limits.HardNesting);
        _records = scratch.Records;
    }

    /// <summary>Number of records written; they are in the scratch.</summary>
    public readonly int Count => _count;

    /// <summary>Whether no whitespace stands between the tokens of the resource.</summary>
    public bool IsCompact { get; private set; }

    /// <summary>Whether the reading came to the end of a known resource, with or without faults on the way.</summary>
    public readonly bool IsWhole => !_stopped && _count > 0;

    /// <summary>Reads the resource and makes sure that nothing but whitespace follows.</summary>
    public void Read()
    {
        _depth = -1;
        if (Token() != '{')
        {
            Fail(_at >= _bytes.Length
                ? "The input is empty; expected a FHIR resource as a JSON object."
                : $"Expected a FHIR resource as a JSON object and found {FoundHere()}.");
            return;
        }

        _hasWhitespace = false;
        ReadResource(null, -1);
        IsCompact = !_hasWhitespace;
        if (Token() != 0 || _at < _bytes.Length)
            Fail($"Something follows the end of the resource: {FoundHere()}.");
        if (_count > _options.MaxNodes)
            FailTooLarge();
        _scratch.Records = _records;
    }

    /// <summary>Reads the object at the current place into records behind its own.</summary>
    private void ReadObject(TypePlan plan, int index, PropertyPlan? property, int item)
    {
        if (++_depth >= _maxDepth)
        {
            FailTooDeep();
            return;
        }

        _scratch.Steps[_depth] = new PathStep { Property = property?.Id ?? -1, Item = item };
        var state = new ObjectState(plan, index);
        _at++;
        if (Token() == '}')
            EmptyObject();
        else
            ReadMembers(ref state);

        if (_stopped)
            return;

        _at++;
        Close(ref state);
        _depth--;
    }

    private void ReadMembers(ref ObjectState state)
    {
        while (true)
        {
            if (Peek() != '"')
            {
                FailExpecting("a property name");
                return;
            }

            var guess = _scratch.Predictions[state.Slot];
            if (guess is not null && _bytes[_at..].StartsWith(guess.Key))
            {
                _at += guess.Key.Length;
                if (guess.Id >= 0)
                    ReadMember(ref state, guess);
                else
                    PassResourceType(ref state);
            }
            else
            {
                ReadUnguessed(ref state);
            }

            var next = Token();
            if (next == '}')
                return;
            if (next != ',')
            {
                FailExpecting("',' or '}'");
                return;
            }

            _at++;
            Token();
        }
    }

    /// <summary>Looks the name up, and remembers it as the guess for the next time.</summary>
    private void ReadUnguessed(ref ObjectState state)
    {
        var start = _at;
        var flags = ReadString();
        if (_stopped)
            return;

        var name = _bytes[(start + 1)..(_at - 1)];
        if ((flags & StringFlags.Escapes) != StringFlags.None)
            name = Unescape(name);
        if (!ReadColon())
            return;

        if (state.Plan.Type.IsResource && name.SequenceEqual("resourceType"u8))
        {
            _scratch.Predictions[state.Slot] = _plans.ResourceType;
            PassResourceType(ref state);
        }
        else if (_plans.Find(state.Plan, name) is { } property)
        {
            _scratch.Predictions[state.Slot] = property;
            ReadMember(ref state, property);
        }
        else if (name.Length > 1 && name[0] == '_' && _plans.Find(state.Plan, name[1..]) is { } companion
            && companion.Primitive != PrimitiveKind.None)
        {
            ReadCompanions(ref state, companion);
        }
        else
        {
            UnknownProperty(ref state, name, start);
            SkipValue(2 * _depth);
        }
    }

    private void ReadMember(ref ObjectState state, PropertyPlan property)
    {
        var token = Token();
        state.Slot = property.Slot;
        if ((state.Values & property.Bit) != 0)
        {
            Repeated(ref state, property, isCompanion: false);
            SkipValue(2 * _depth);
            return;
        }

        state.Values |= property.Bit;
        if (!property.IsArray)
            ReadValue(ref state, property, -1, token);
        else if (token == '[')
            ReadArray(ref state, property);
        else
            WrongValue(property, -1, "an array");
    }

    private void ReadArray(ref ObjectState state, PropertyPlan property)
    {
        var start = _at++;
        var token = Token();
        if (token == ']')
        {
            Report(IssueType.Structure, start, property, -1, "The array is empty; leave the property out instead.");
            _at++;
            return;
        }

        for (var item = 0; ; item++)
        {
            ReadValue(ref state, property, item, token);
            token = Token();
            if (token == ']')
            {
                _at++;
                if (item >= property.Max)
                    TooMany(property, item + 1, start);
                return;
            }

            if (token != ',')
            {
                FailExpecting("',' or ']'");
                return;
            }

            _at++;
            token = Token();
        }
    }

    private void ReadValue(ref ObjectState state, PropertyPlan property, int item, byte token)
    {
        if (property.Shape < ValueShape.Object)
        {
            ReadPrimitive(ref state, property, item, token);
        }
        else if (token != '{')
        {
            WrongValue(property, item, "an object");
        }
        else if (property.Shape == ValueShape.Object)
        {
            var index = Add(property.Type, property.Id);
            ReadObject(property.Target!, index, property, item);
            Finish(index);
        }
        else
        {
            ReadResource(property, item);
        }
    }

    private int Add(ushort type, int property)
    {
        var index = _count;
        if (index == _records.Length)
            Grow();

        _count = index + 1;
        _records[index] = new NodeRecord { Type = type, Property = property, Start = _at, End = index + 1 };
        return index;
    }

    private readonly void Finish(int index)
    {
        ref var record = ref _records[index];
        record.Length = _at - record.Start;
        record.End = _count;
    }

    private void Grow()
    {
        if (_count >= _options.MaxNodes)
            FailTooLarge();
        Array.Resize(ref _records, _records.Length * 2);
    }
}
