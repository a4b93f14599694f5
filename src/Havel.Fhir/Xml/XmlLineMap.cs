namespace Havel.Fhir.Xml;

/// <summary>Which place of the XML each place of the JSON comes from.</summary>
internal sealed class XmlLineMap
{
    private readonly List<int> _json = [];
    private readonly List<int> _xml = [];

    /// <summary>Notes a place. Places of the JSON come in their order, but for those that are written anew.</summary>
    public void Add(int json, int xml)
    {
        while (_json.Count > 0 && _json[^1] >= json)
        {
            _json.RemoveAt(_json.Count - 1);
            _xml.RemoveAt(_xml.Count - 1);
        }

        _json.Add(json);
        _xml.Add(xml);
    }

    /// <summary>The place in the XML that the JSON at an offset comes from.</summary>
    public int Find(int json)
    {
        var at = _json.BinarySearch(json);
        if (at < 0)
            at = ~at - 1;
        return at < 0 ? 0 : _xml[at];
    }
}
