using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <content>Primitive values and their rules. Source: https://hl7.org/fhir/R4/datatypes.html#primitive.</content>
internal ref partial struct ResourceReader
{
    private void ReadPrimitive(ref ObjectState state, PropertyPlan property, int item, byte token)
    {
        if (token == '"' && property.Shape == ValueShape.String)
        {
            var index = Add(property.Type, property.Id);
            var flags = ReadString();
            ref var record = ref _records[index];
            record.Length = _at - record.Start;
            if ((flags & StringFlags.Escapes) != StringFlags.None)
                record.Flags = NodeFlags.HasEscapes;
            if (!_stopped)
                CheckString(property, item, record.Start, flags);
        }
        else if (token is (byte)'-' or >= (byte)'0' and <= (byte)'9' && property.Shape == ValueShape.Number)
        {
            var index = Add(property.Type, property.Id);
            if (!ReadNumber(out var isInteger))
                return;

            ref var record = ref _records[index];
            record.Length = _at - record.Start;
            if (property.Primitive != PrimitiveKind.Decimal)
                CheckInteger(property, item, record.Start, isInteger);
        }
        else if (token is (byte)'t' or (byte)'f' && property.Shape == ValueShape.Boolean)
        {
            var index = Add(property.Type, property.Id);
            ReadWord(token == 't' ? "true"u8 : "false"u8);
            _records[index].Length = _at - _records[index].Start;
        }
        else if (token == 'n' && item >= 0)
        {
            state.HasHoles = true;
            var index = Add(property.Type, property.Id);
            _records[index].Flags = NodeFlags.NoValue;
            ReadWord("null"u8);
        }
        else
        {
            WrongValue(property, item, ShapeName(property.Shape));
        }
    }

    private void CheckString(PropertyPlan property, int item, int start, StringFlags flags)
    {
        var text = _bytes[(start + 1)..(_at - 1)];
        if (text.IsEmpty)
        {
            Report(IssueType.Value, start, property, item, "The string is empty; leave the property out instead.");
            return;
        }

        if ((flags & StringFlags.Control) != StringFlags.None)
            Report(IssueType.Value, start, property, item,
                "The string holds a control character; only tab and line ends may stand in it.");
        if ((flags & StringFlags.Escapes) != StringFlags.None)
            text = Unescape(text);

        switch (property.Primitive)
        {
            case PrimitiveKind.String or PrimitiveKind.Markdown:
                CheckText(property, item, start, text);
                break;
            case PrimitiveKind.Code:
                CheckCode(property, item, start, text, flags);
                break;
            case PrimitiveKind.Uri or PrimitiveKind.Url or PrimitiveKind.Canonical:
                if (flags != StringFlags.None && !PrimitiveRules.IsUri(text))
                    BadPrimitive(property, item, start, text);
                break;
            case PrimitiveKind.Xhtml:
                if (XhtmlRules.FaultOf(text) is { } fault)
                    Report(IssueType.Structure, start, property, item, fault);
                break;
            default:
                if (!PrimitiveRules.Holds(property.Primitive, text))
                    BadPrimitive(property, item, start, text);
                break;
        }
    }

    private void CheckText(PropertyPlan property, int item, int start, ReadOnlySpan<byte> text)
    {
        if (property.IsReference)
            CheckReference(property, item, start, text);
        if (text.Length > Limits.StringCharacters && Encoding.UTF8.GetCharCount(text) > Limits.StringCharacters)
        {
            Report(IssueType.TooLong, start, property, item,
                $"The string has more than {Limits.StringCharacters} characters, the most that FHIR allows.");
        }
    }

    private void CheckCode(PropertyPlan property, int item, int start, ReadOnlySpan<byte> text, StringFlags flags)
    {
        if (property.Codes() is { } codes)
        {
            if (codes.Find(text) is not null)
                return;

            Report(IssueType.CodeInvalid, start, property, item,
                $"{Quote(text)} is none of the codes of {property.Property.Element.Binding?.ValueSet}, "
                + "which is required here.");
        }
        else if (flags != StringFlags.None && !PrimitiveRules.IsCode(text))
        {
            BadPrimitive(property, item, start, text);
        }
    }

    /// <summary>A reference is a fragment, an absolute address, a search or <c>Type/id</c>.
    /// Source: https://hl7.org/fhir/R4/references.html#literal.</summary>
    private void CheckReference(PropertyPlan property, int item, int start, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(" \t\r\n"u8) >= 0)
        {
            Report(IssueType.Value, start, property, item, $"The reference {Quote(text)} holds whitespace.");
            return;
        }

        var slash = text.IndexOf((byte)'/');
        if (slash > 0 && _plans.Resource(text[..slash]) is not null && IsIdWithVersion(text[(slash + 1)..]))
            return;

        if (text[0] == '#' || text.IndexOfAny((byte)':', (byte)'?') > 0 || _options.AcceptsForeignReferences)
            return;

        Report(IssueType.Value, start, property, item,
            $"The reference {Quote(text)} is none of Type/id, "
            + "an absolute address, a fragment (#id) or a search (Type?...).");
    }

    private static bool IsIdWithVersion(ReadOnlySpan<byte> text)
    {
        var slash = text.IndexOf((byte)'/');
        if (slash < 0)
            return PrimitiveRules.IsId(text);

        return PrimitiveRules.IsId(text[..slash]) && text[slash..].StartsWith("/_history/"u8)
            && PrimitiveRules.IsId(text[(slash + 10)..]);
    }

    private void CheckInteger(PropertyPlan property, int item, int start, bool isInteger)
    {
        var text = _bytes[start.._at];
        if (!isInteger || !PrimitiveRules.IsInteger(property.Primitive, text))
            BadPrimitive(property, item, start, text);
    }

    private void BadPrimitive(PropertyPlan property, int item, int start, ReadOnlySpan<byte> text) =>
        Report(IssueType.Value, start, property, item,
            $"{Quote(text)} is no {property.Property.Type.Name}; "
            + $"expected {PrimitiveRules.Expectation(property.Primitive)}.");

    private readonly ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_scratch.Text.Length < raw.Length)
            _scratch.Text = new byte[raw.Length * 2];
        return _scratch.Text.AsSpan(0, JsonText.Unescape(raw, _scratch.Text));
    }
}
