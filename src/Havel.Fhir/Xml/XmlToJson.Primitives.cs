using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <content>Primitives: XML has value, id and extensions in one element, JSON in two members. So the elements are read
/// twice where any of them has more than a value.</content>
internal ref partial struct XmlToJson
{
    private bool ReadPrimitives(JsonProperty property)
    {
        var start = _xml.TagStart;
        var run = BeginPrimitives(property);
        bool hasChild;
        do
        {
            ReadPrimitive(property, ref run);
            hasChild = NextChild();
        }
        while (hasChild && property.Element.IsArray && IsSame(property));
        EndPrimitives(property, run);
        if (!run.HasCompanions)
            return hasChild;

        if (hasChild)
            _xml.Unread();
        var resume = _xml.Position;
        BeginCompanions(property);
        _xml.MoveTo(start);
        for (var item = 0; item < run.Count && Fault is null; item++)
        {
            _xml.NextChild();
            ReadCompanion(property, item);
        }

        EndCompanions(property);
        _xml.MoveTo(resume);
        return NextChild();
    }

    private void ReadGatheredPrimitives(JsonProperty property, int from, int to)
    {
        var run = BeginPrimitives(property);
        for (var at = from; at < to; at++)
        {
            if (at > from)
            {
                _xml.MoveTo(_scratch.Children[at].Start);
                _xml.NextChild();
            }

            ReadPrimitive(property, ref run);
        }

        EndPrimitives(property, run);
        if (!run.HasCompanions)
            return;

        BeginCompanions(property);
        for (var at = from; at < to && Fault is null; at++)
        {
            _xml.MoveTo(_scratch.Children[at].Start);
            _xml.NextChild();
            ReadCompanion(property, at - from);
        }

        EndCompanions(property);
    }

    private PrimitiveRun BeginPrimitives(JsonProperty property)
    {
        var run = new PrimitiveRun { Start = _out.Length, WasFirst = _isFirst };
        BeginMember(property);
        if (property.Element.IsArray)
            _out.Append((byte)'[');
        return run;
    }

    /// <summary>Closes the values, or takes the member back where there are none.</summary>
    private void EndPrimitives(JsonProperty property, in PrimitiveRun run)
    {
        if (!run.HasValues)
        {
            _out.Truncate(run.Start);
            _isFirst = run.WasFirst;
        }
        else if (property.Element.IsArray)
        {
            _out.Append((byte)']');
        }
    }

    private void ReadPrimitive(JsonProperty property, ref PrimitiveRun run)
    {
        var item = run.Count++;
        if (item > 0)
            _out.Append((byte)',');
        Mark();
        var hasValue = false;
        var hasId = false;
        for (var index = 0; index < _xml.AttributeCount; index++)
        {
            ref readonly var attribute = ref _xml.Attribute(index);
            var name = _xml.NameOf(attribute);
            if (attribute.Space == XmlSpace.None && name.SequenceEqual("value"u8))
            {
                hasValue = true;
                WriteValue(property.Type.Primitive, attribute);
            }
            else if (attribute.Space == XmlSpace.None && name.SequenceEqual("id"u8))
            {
                hasId = true;
            }
            else
            {
                ReportAttribute(attribute, Named(property, property.Element.IsArray ? item : -1));
            }
        }

        if (!hasValue)
            _out.Append("null"u8);
        run.HasValues |= hasValue;

        // Text within is told here, unless the second reading goes inside.
        var hasElements = _xml.NextChild();
        if (_xml.StrayText >= 0 && !hasElements && !hasId)
            ReportText();
        if (hasElements)
            _xml.SkipElement();
        run.HasCompanions |= hasElements || hasId || !hasValue;
        while (hasElements && _xml.NextChild())
            _xml.SkipElement();
        _xml.Close();
    }

    private void BeginCompanions(JsonProperty property)
    {
        if (!_isFirst)
            _out.Append((byte)',');
        _isFirst = false;
        Mark();
        _out.Append("\"_"u8);
        _out.Append(_plans.KeyOf(property)[1..]);
        if (property.Element.IsArray)
            _out.Append((byte)'[');
    }

    private void EndCompanions(JsonProperty property)
    {
        if (property.Element.IsArray)
            _out.Append((byte)']');
        _isFirst = false;
    }

    /// <summary>Writes id and extensions of a primitive. One with neither these nor a value gets the empty object that
    /// the parser refuses.</summary>
    private void ReadCompanion(JsonProperty property, int item)
    {
        if (item > 0)
            _out.Append((byte)',');

        Mark();
        var hasValue = HasAttribute("value"u8);
        if (hasValue && !HasAttribute("id"u8) && !HasElements())
        {
            _out.Append("null"u8);
            _xml.Close();
            return;
        }

        _out.Append((byte)'{');
        _isFirst = true;
        WriteAttribute("id"u8, "\"id\":"u8);
        ReadMembers(_plans.Element, property.Id, property.Element.IsArray ? item : -1);
        _out.Append((byte)'}');
        _isFirst = false;
    }

    private readonly bool HasAttribute(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < _xml.AttributeCount; index++)
        {
            ref readonly var attribute = ref _xml.Attribute(index);
            if (attribute.Space == XmlSpace.None && _xml.NameOf(attribute).SequenceEqual(name))
                return true;
        }

        return false;
    }

    /// <summary>Looks whether an element follows within the one that is open, and goes back before it.</summary>
    private bool HasElements()
    {
        var hasElements = _xml.NextChild();
        if (hasElements)
            _xml.Unread();
        return hasElements;
    }

    private void WriteValue(PrimitiveKind kind, in XmlAttribute attribute)
    {
        var text = TextOf(attribute);
        var isBare = kind switch
        {
            PrimitiveKind.Boolean => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8),
            PrimitiveKind.Decimal or PrimitiveKind.Integer or PrimitiveKind.PositiveInt or PrimitiveKind.UnsignedInt =>
                PrimitiveRules.Holds(PrimitiveKind.Decimal, text),
            _ => false,
        };
        if (isBare)
        {
            _out.Append(text);
            return;
        }

        // What is no number where one should stand is written as text, and the parser says what it expected.
        _out.Append((byte)'"');
        _out.AppendText(text);
        _out.Append((byte)'"');
    }

    private readonly ReadOnlySpan<byte> TextOf(in XmlAttribute attribute)
    {
        var raw = _xml.RawValue(attribute);
        if (!attribute.HasReferences)
            return raw;
        if (_scratch.Text.Length < raw.Length)
            _scratch.Text = new byte[raw.Length * 2];
        return _scratch.Text.AsSpan(0, XmlText.Decode(raw, _scratch.Text));
    }

    /// <summary>The values of one primitive element, as far as they have been read.</summary>
    private struct PrimitiveRun
    {
        /// <summary>Where the member begins in the JSON.</summary>
        public int Start;
        public bool WasFirst;
        public int Count;
        public bool HasValues;
        public bool HasCompanions;
    }
}
