namespace Havel.Fhir.Xml;

/// <summary>A namespace declaration in force: prefix and address by their places in the text.</summary>
internal struct XmlBinding
{
    public int PrefixStart;

    /// <summary>0 for the default namespace.</summary>
    public int PrefixLength;

    public XmlSpace Space;
    public int AddressStart;
    public int AddressLength;

    /// <summary>The depth of the element that declares it.</summary>
    public int Depth;
}
