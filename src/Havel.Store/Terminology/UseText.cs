using Havel.Fhir.Terminology;

namespace Havel.Store.Terminology;

/// <summary>The use of a designation as it stands in the files: <c>system|code|display</c>.</summary>
internal static class UseText
{
    public static ConceptCoding? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        var parts = text.Split('|', 3);
        return parts.Length < 2
            ? new ConceptCoding(null, parts[0])
            : new ConceptCoding(
                parts[0].Length == 0 ? null : parts[0], parts[1], Display: parts.Length > 2 ? parts[2] : null);
    }
}
