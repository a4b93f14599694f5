using Havel.Fhir.Issues;

namespace Havel.Fhir.Xml;

/// <content>The narrative, kept as it was sent. Source: https://hl7.org/fhir/R4/narrative.html.</content>
internal ref partial struct XmlToJson
{
    private const string Declaration = " xmlns=\"http://www.w3.org/1999/xhtml\"";

    /// <summary>Writes the div whose start tag has been read as a JSON string, byte for byte. Only a prefix is taken
    /// off its tags, since JSON has no place where it would be declared.</summary>
    private void ReadNarrative()
    {
        var at = _xml.TagStart;
        var needsNamespace = !_xml.DeclaresDefault;
        _out.Append((byte)'"');
        WritePart(ref at, _xml.TagStart + 1, _xml.PrefixLength);
        if (needsNamespace)
        {
            WritePart(ref at, at + 3, 0);
            _out.AppendText(System.Text.Encoding.UTF8.GetBytes(Declaration));
        }

        for (var depth = 1; depth > 0 && Fault is null;)
        {
            if (_xml.NextChild())
            {
                depth++;
                if (_xml.Space != XmlSpace.Xhtml)
                    ReportStranger();
                if (_xml.PrefixLength > 0)
                    WritePart(ref at, _xml.TagStart + 1, _xml.PrefixLength);
                continue;
            }

            depth--;
            if (_xml.EndTagPrefix is { } prefix and > 0)
                WritePart(ref at, _xml.Position + 2, prefix);
            _xml.Close();
        }

        WritePart(ref at, _xml.Position, 0);
        _out.Append((byte)'"');
    }

    /// <summary>Writes up to a place and passes over some bytes there.</summary>
    private readonly void WritePart(ref int from, int to, int skipped)
    {
        if (Fault is not null)
            return;

        _out.AppendText(_xml.Slice(from, to));
        from = to + skipped;
    }

    private void ReportStranger() => Report(IssueType.Structure, _xml.TagStart, "div",
        $"The narrative holds {Shown(_xml.Name)}, which is not in the namespace of XHTML.");
}
