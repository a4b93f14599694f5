using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Rows;

namespace Havel.Fhir.Search;

/// <summary>Which types a resource contains, as one text for all of them, kept once for all resources as the texts of
/// concepts are: a resource that contains others costs one row of numbers. Source:
/// https://hl7.org/fhir/R4/search.html#contained.</summary>
internal static class ContainedTypes
{
    /// <summary>What is looked for: the type within its commas.</summary>
    public static TextValue Of(string type) => new($",{type},");

    /// <summary>Adds the row of a resource that contains others.</summary>
    public static void Write(Node resource, int slot, SearchRows rows)
    {
        SortedSet<string>? types = null;
        foreach (var contained in resource.ChildrenOf("contained"))
            (types ??= new SortedSet<string>(StringComparer.Ordinal)).Add(contained.Type.Name);

        if (types is not null)
        {
            var text = $"{TextValue.Mark},{string.Join(',', types)},";
            ReferenceWriter.Address(Encoding.UTF8.GetBytes(text), slot, part: 0, rows);
        }
    }
}
