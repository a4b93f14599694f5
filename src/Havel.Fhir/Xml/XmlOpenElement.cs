namespace Havel.Fhir.Xml;

/// <summary>An element whose end tag has not come yet.</summary>
internal struct XmlOpenElement
{
    /// <summary>Where its name stands, prefix included.</summary>
    public int NameStart;
    public int NameLength;

    /// <summary>The number of namespace declarations that were in force outside of it.</summary>
    public int OuterBindings;

    /// <summary>What a name without prefix meant outside of it.</summary>
    public XmlSpace OuterDefault;
}
