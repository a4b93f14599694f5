using System.Globalization;
using System.Text;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Snomed;

/// <summary>Reads the active relationships: is-a as hierarchy, all others as properties named by their attribute, and
/// the members of simple reference sets as the property <c>memberOf</c>.</summary>
internal sealed class SnomedRelationships(CodeSystemWriter writer, ImportWatch watch, SnomedConcepts concepts)
{
    private readonly Dictionary<long, int> _attributes = [];

    public void Read(Rf2Snapshot files)
    {
        foreach (var file in files.Relationships)
            ReadRelationships(file);
        foreach (var file in files.ConcreteValues)
            ReadConcreteValues(file);
        if (files.Simple.Count == 0)
            return;

        var memberOf = writer.DefineProperty(new PropertyDefinition(
            "memberOf", null, "code", "Reference sets that the concept is a member of"));
        foreach (var file in files.Simple)
            ReadMembers(file, memberOf);
    }

    private void ReadRelationships(SourceFile file)
    {
        using var rows = new Rf2File(
            file, watch, "id", "effectiveTime", "active", "moduleId", "sourceId", "destinationId", "relationshipGroup",
            "typeId", "characteristicTypeId", "modifierId");
        while (rows.Read())
        {
            if (!rows.IsActive(2))
                continue;

            var (source, target, type) = (concepts.Find(rows.Id(4)), concepts.Find(rows.Id(5)), rows.Id(7));
            if (source < 0 || target < 0)
                watch.Remark($"{file.Name}: relationship {rows.Text(0)} names a concept that is not in the files.");
            else if (type == SnomedIds.IsA)
                writer.AddParent(source, target);
            else
                writer.AddProperty(source, Attribute(type, "code"), target);
        }
    }

    private void ReadConcreteValues(SourceFile file)
    {
        using var rows = new Rf2File(
            file, watch, "id", "effectiveTime", "active", "moduleId", "sourceId", "value", "relationshipGroup",
            "typeId", "characteristicTypeId", "modifierId");
        while (rows.Read())
        {
            var source = concepts.Find(rows.Id(4));
            if (!rows.IsActive(2) || source < 0)
                continue;

            // Numbers stand behind a hash sign, texts in quotes.
            var value = rows.Field(5);
            var isNumber = value.StartsWith("#"u8);
            writer.AddProperty(
                source, Attribute(rows.Id(7), isNumber ? "decimal" : "string"),
                Encoding.UTF8.GetString(isNumber ? value[1..] : value.Trim((byte)'"')));
        }
    }

    private void ReadMembers(SourceFile file, int memberOf)
    {
        using var rows = new Rf2File(
            file, watch, "id", "effectiveTime", "active", "moduleId", "refsetId", "referencedComponentId");
        while (rows.Read())
        {
            var (set, member) = (concepts.Find(rows.Id(4)), concepts.Find(rows.Id(5)));
            if (rows.IsActive(2) && set >= 0 && member >= 0)
                writer.AddProperty(member, memberOf, set);
        }
    }

    private int Attribute(long type, string kind)
    {
        if (_attributes.TryGetValue(type, out var known))
            return known;

        var code = type.ToString(CultureInfo.InvariantCulture);
        return _attributes[type] = writer.DefineProperty(new PropertyDefinition(
            code, $"http://snomed.info/id/{code}", kind));
    }
}
