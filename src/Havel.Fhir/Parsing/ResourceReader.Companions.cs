using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <content>Companions: <c>_birthDate</c> holds id and extensions of <c>birthDate</c>, before or behind it.
/// Source: https://hl7.org/fhir/R4/json.html#primitive.</content>
internal ref partial struct ResourceReader
{
    private void ReadCompanions(ref ObjectState state, PropertyPlan property)
    {
        if ((state.Companions & property.Bit) != 0)
        {
            Repeated(ref state, property, isCompanion: true);
            SkipValue(2 * _depth);
            return;
        }

        state.Companions |= property.Bit;
        var token = Token();
        if (!property.IsArray)
        {
            ReadCompanion(property, -1, token);
            return;
        }

        if (token != '[')
        {
            WrongValue(property, -1, "an array (of extensions)");
            return;
        }

        ReadCompanionArray(property);
    }

    private void ReadCompanionArray(PropertyPlan property)
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
            ReadCompanion(property, item, token);
            token = Token();
            _at++;
            if (token == ']')
                return;

            if (token != ',')
            {
                _at--;
                FailExpecting("',' or ']'");
                return;
            }

            token = Token();
        }
    }

    private void ReadCompanion(PropertyPlan property, int item, byte token)
    {
        if (token == 'n' && item >= 0)
        {
            var hole = Add(property.Type, property.Id);
            _records[hole].Flags = NodeFlags.Companion | NodeFlags.NoValue;
            ReadWord("null"u8);
            return;
        }

        if (token != '{')
        {
            WrongValue(property, item, "an object with id or extension");
            return;
        }

        var index = Add(property.Type, property.Id);
        _records[index].Flags = NodeFlags.Companion;
        ReadObject(_plans.Element, index, property, item);
        Finish(index);
    }

    /// <summary>Brings values and companions together once both are known.</summary>
    private void PairCompanions(ref ObjectState state)
    {
        var end = _count;
        for (var at = state.Index + 1; at < end;)
        {
            var property = _records[at].Property;
            var isCompanion = IsCompanion(at);
            var next = RunEnd(at, end, property, isCompanion);
            if (isCompanion)
                PairRun(ref state, at, next, end);
            at = next;
        }

        if (state.HasHoles)
            CheckHoles(ref state, end);
    }

    /// <summary>Pairs one property's companions with its values, or makes them the nodes if there are no
    /// values.</summary>
    private void PairRun(ref ObjectState state, int from, int to, int end)
    {
        var property = _records[from].Property;
        var value = state.Index + 1;
        while (value < end && (_records[value].Property != property || IsCompanion(value)))
            value = _records[value].End;

        if (value >= end)
        {
            Promote(ref state, from, to);
            return;
        }

        var plan = _plans.Property(property);
        var item = 0;
        for (var at = from; at < to; at = _records[at].End, item++)
        {
            if (value >= end || _records[value].Property != property || IsCompanion(value))
            {
                ReportAt(plan, at, item, "There are more entries beside the values than values.");
                return;
            }

            if ((_records[at].Flags & NodeFlags.NoValue) == NodeFlags.None)
                _records[value].Companion = at;
            value = _records[value].End;
        }

        if (value < end && _records[value].Property == property && !IsCompanion(value))
            ReportAt(plan, value, item, "There are fewer entries beside the values than values.");
    }

    /// <summary>Companions without values are the nodes themselves; their empty places are not.</summary>
    private void Promote(ref ObjectState state, int from, int to)
    {
        var plan = _plans.Property(_records[from].Property);
        var element = plan.Property.Element;
        if (element.IsChoice && (state.Values & plan.Bit) != 0)
            ReportAt(plan, from, 0, SecondChoice(plan, "_"));

        var isAnything = false;
        for (var at = from; at < to; at = _records[at].End)
        {
            ref var record = ref _records[at];
            if ((record.Flags & NodeFlags.NoValue) != NodeFlags.None)
                continue;

            record.Flags = NodeFlags.NoValue;
            record.Length = 0;
            isAnything = true;
        }

        if (!isAnything)
            ReportAt(plan, from, 0, "The array holds nothing but null; leave the property out instead.");
    }

    /// <summary>A null in an array of primitives only stands for a value whose companion says something.</summary>
    private void CheckHoles(ref ObjectState state, int end)
    {
        var item = 0;
        var property = -1;
        for (var at = state.Index + 1; at < end; at = _records[at].End)
        {
            ref var record = ref _records[at];
            if (IsCompanion(at))
                continue;

            item = record.Property == property ? item + 1 : 0;
            property = record.Property;
            var isEmpty = (record.Flags & NodeFlags.NoValue) != NodeFlags.None && record.End == at + 1;
            if (isEmpty && record.Companion == 0)
                ReportAt(_plans.Property(property), at, item, "null stands here and has no extension beside it.");
        }
    }

    private readonly int RunEnd(int at, int end, int property, bool isCompanion)
    {
        while (at < end && _records[at].Property == property && IsCompanion(at) == isCompanion)
            at = _records[at].End;
        return at;
    }

    private readonly bool IsCompanion(int at) => (_records[at].Flags & NodeFlags.Companion) != NodeFlags.None;

    private void ReportAt(PropertyPlan property, int at, int item, string message) =>
        Report(IssueType.Structure, _records[at].Start, property, property.IsArray ? item : -1, message);
}
