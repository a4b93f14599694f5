namespace Havel.Fhir;

/// <content>The limits of XML.</content>
public static partial class Limits
{
    /// <summary>Greatest depth of elements in XML, a narrative's included.</summary>
    public const int XmlNesting = 512;

    /// <summary>Greatest number of attributes of one XML element; FHIR has three, XHTML rarely ten.</summary>
    public const int XmlAttributes = 64;

    /// <summary>Greatest number of namespace declarations in force at once.</summary>
    public const int XmlNamespaces = 64;

    /// <summary>Bytes that a reused reader keeps room for between resources.</summary>
    public const int KeptBytes = 1024 * 1024;
}
