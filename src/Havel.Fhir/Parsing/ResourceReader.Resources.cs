using Havel.Fhir.Issues;

namespace Havel.Fhir.Parsing;

/// <content>Resources and their <c>resourceType</c>, which may stand anywhere in the object.</content>
internal ref partial struct ResourceReader
{
    private void ReadResource(PropertyPlan? property, int item)
    {
        var start = _at;
        var plan = FindResourceType(property, item);
        _at = _stopped ? _bytes.Length : start;
        if (plan is null)
        {
            if (!_stopped)
                SkipValue(2 * Math.Max(_depth, 0));
            return;
        }

        var index = Add(checked((ushort)plan.Type.Id), property?.Id ?? -1);
        ReadObject(plan, index, property, item);
        Finish(index);
    }

    /// <summary>Reads the type's name ahead of everything else, since the types of all else depend on it.</summary>
    private TypePlan? FindResourceType(PropertyPlan? property, int item)
    {
        var start = _at++;
        var token = Token();
        while (token == '"')
        {
            var nameStart = _at;
            var flags = ReadString();
            if (_stopped || !ReadColon())
                return null;

            if (flags == StringFlags.None && _bytes[nameStart..].StartsWith("\"resourceType\""u8))
                return NamedResource(property, item);

            SkipValue(2 * Math.Max(_depth, 0));
            if (Token() != ',')
                break;
            _at++;
            token = Token();
        }

        Report(IssueType.Structure, start, property, item,
            "The object has no resourceType, so it is no FHIR resource.");
        return null;
    }

    private TypePlan? NamedResource(PropertyPlan? property, int item)
    {
        if (Token() != '"')
        {
            Report(IssueType.Structure, _at, property, item, $"resourceType is {FoundHere()}; expected a string.");
            return null;
        }

        var start = _at;
        ReadString();
        if (_stopped)
            return null;

        var name = _bytes[(start + 1)..(_at - 1)];
        var plan = _plans.Resource(name);
        if (plan is null)
            Report(IssueType.Structure, start, property, item, $"{Quote(name)} is no resource type of FHIR R4.");
        return plan;
    }

    /// <summary>Passes over the type's name, which has been read ahead.</summary>
    private void PassResourceType(ref ObjectState state)
    {
        state.Slot = state.Plan.AfterTypeSlot;
        var start = _at;
        if (Token() == '"')
            ReadString();
        else
            SkipValue(2 * _depth);

        if (state.HasResourceType)
            Report(IssueType.Structure, start, null, -1, "The property \"resourceType\" stands there twice.");
        state.HasResourceType = true;
    }
}
