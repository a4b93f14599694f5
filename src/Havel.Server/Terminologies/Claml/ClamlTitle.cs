using System.Xml;

namespace Havel.Server.Terminologies.Claml;

/// <summary>The title of a ClaML file.</summary>
/// <param name="Name">The classification's short name, such as <c>ICD-10-GM</c>.</param>
/// <param name="Version">Its version, such as <c>2024</c>; empty for none.</param>
/// <param name="Text">The title in words.</param>
/// <param name="Language">The language of the file, or null.</param>
internal sealed record ClamlTitle(string Name, string Version, string Text, string? Language)
{
    /// <summary>The publishers' files name a DTD; it is neither read nor followed.</summary>
    public static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The title; null where the file is no ClaML.</summary>
    public static ClamlTitle? Read(SourceFile file, ImportWatch watch)
    {
        try
        {
            using var stream = file.Open(watch);
            using var reader = XmlReader.Create(stream, Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.Name is not "ClaML")
                return null;

            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (reader.Name is "Title")
                    return Of(reader);
                if (reader.Name is "Class" or "Modifier")
                    break;
            }

            return new ClamlTitle("", "", "", null);
        }
        catch (XmlException)
        {
            // Not XML at all, or broken before its title: then it is none that can be imported.
            return null;
        }
    }

    private static ClamlTitle Of(XmlReader reader)
    {
        var name = reader.GetAttribute("name") ?? "";
        var version = reader.GetAttribute("version") ?? "";
        var language = reader.XmlLang.Length > 0 ? reader.XmlLang : null;
        return new ClamlTitle(name, version, reader.ReadElementContentAsString().Trim(), language);
    }
}
