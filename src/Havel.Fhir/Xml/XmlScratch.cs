using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <summary>The memory an XML reader reuses from resource to resource.</summary>
internal sealed class XmlScratch
{
    public XmlOpenElement[] Open { get; } = new XmlOpenElement[Limits.XmlNesting];

    public XmlAttribute[] Attributes { get; } = new XmlAttribute[Limits.XmlAttributes];

    public XmlBinding[] Bindings { get; } = new XmlBinding[Limits.XmlNamespaces];

    public PathStep[] Steps { get; } = new PathStep[Limits.HardNesting + 2];

    public JsonOutput Output { get; } = new();

    /// <summary>What is wrong with the XML, with the place in the JSON where it would stand.</summary>
    public List<(int Offset, Issue Issue)> Issues { get; } = [];

    /// <summary>The children of the elements being read, where they must be put in order first.</summary>
    public List<(JsonProperty Property, int Start)> Children { get; } = [];

    /// <summary>Room for a text whose references had to be resolved.</summary>
    public byte[] Text { get; set; } = new byte[256];

    /// <summary>Makes ready for the next resource and gives back what an unusually large one needed.</summary>
    public void Reset()
    {
        Output.Reset();
        Issues.Clear();
        Children.Clear();
        if (Text.Length > Limits.KeptNodes)
            Text = new byte[256];
    }
}
