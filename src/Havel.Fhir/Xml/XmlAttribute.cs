namespace Havel.Fhir.Xml;

/// <summary>An attribute of the start tag that was read last, by its places in the text.</summary>
internal struct XmlAttribute
{
    public int NameStart;
    public int NameLength;

    /// <summary>Length of the prefix without its colon; 0 for none.</summary>
    public int PrefixLength;

    public int ValueStart;
    public int ValueLength;

    /// <summary>Whether the value holds references to characters or line ends and tabs, so that its bytes are not its
    /// text.</summary>
    public bool HasReferences;

    public XmlSpace Space;

    /// <summary>The declaration that binds the prefix; -1 for the prefix xml. Means nothing without prefix.</summary>
    public int Binding;
}
