using System.Text.Json;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Resources;

/// <summary>Reads <c>CodeSystem.property</c> and <c>CodeSystem.concept</c> with all that is in it.</summary>
internal sealed class ResourceConcepts(CodeSystemWriter writer, ImportWatch watch, string file, string url)
{
    private readonly Dictionary<string, int> _properties = new(StringComparer.Ordinal);
    private readonly List<(int Concept, int Property, string Target)> _references = [];
    private readonly List<(int Concept, string Other, bool IsParent)> _waiting = [];

    /// <summary>Reads the list of property definitions.</summary>
    public void ReadDefinitions(JsonStream json)
    {
        foreach (var _ in json.Items())
        {
            string? code = null, uri = null, type = null, description = null;
            foreach (var member in json.Members())
            {
                switch (member)
                {
                    case "code": code = json.Text; break;
                    case "uri": uri = json.Text; break;
                    case "type": type = json.Text; break;
                    case "description": description = json.Text; break;
                    default: json.Skip(); break;
                }
            }

            if (code is not null && !_properties.ContainsKey(code))
            {
                _properties[code] = writer.DefineProperty(
                    new PropertyDefinition(code, uri, type ?? "string", description));
            }
        }
    }

    /// <summary>Reads a list of concepts, and those below them.</summary>
    /// <param name="json">Stands at the list.</param>
    /// <param name="parent">The concept above, or -1.</param>
    public void Read(JsonStream json, int parent)
    {
        foreach (var _ in json.Items())
            ReadOne(json, parent);
    }

    /// <summary>Puts in what names concepts that came later.</summary>
    public void Finish()
    {
        foreach (var (concept, other, isParent) in _waiting)
        {
            var found = writer.Find(other);
            if (found < 0)
                watch.Remark($"{file}: {other} is named as parent or child, but is not in the file.");
            else if (isParent)
                writer.AddParent(concept, found);
            else
                writer.AddParent(found, concept);
        }

        foreach (var (concept, property, target) in _references)
        {
            if (writer.Find(target) is var found and >= 0)
                writer.AddProperty(concept, property, found);
            else
                writer.AddProperty(concept, property, $"{url}|{target}");
        }
    }

    private void ReadOne(JsonStream json, int parent)
    {
        var concept = new PendingConcept();
        foreach (var member in json.Members())
        {
            switch (member)
            {
                case "code": concept.Code = json.Text; break;
                case "display": concept.Display = json.Text; break;
                case "definition": concept.Definition = json.Text; break;
                case "designation": ReadDesignations(json, concept); break;
                case "property": ReadProperties(json, concept); break;
                case "concept": Read(json, Put(concept, parent)); break;
                default: json.Skip(); break;
            }
        }

        Put(concept, parent);
    }

    /// <summary>Writes the concept once; what its object has behind its children is written as well.</summary>
    private int Put(PendingConcept concept, int parent)
    {
        if (concept.Ordinal < 0)
        {
            if (concept.Code is not { Length: > 0 } code)
                throw new SourceFault($"{file} has a concept whose code is missing, or stands behind its children.");

            concept.Ordinal = writer.Add(new ImportedConcept(code, concept.Display)
            {
                Definition = concept.Definition,
                IsInactive = concept.IsInactive,
                IsAbstract = concept.IsAbstract,
            });
            if (concept.Ordinal < 0)
            {
                watch.Remark($"{file}: the code {code} stands there twice; its first place gives its texts.");
                concept.Ordinal = writer.Find(code);
                concept.IsRepeated = true;
            }

            if (parent >= 0)
                writer.AddParent(concept.Ordinal, parent);
        }

        if (!concept.IsRepeated)
            PutRest(concept);
        return concept.Ordinal;
    }

    private void PutRest(PendingConcept concept)
    {
        foreach (var designation in concept.Designations)
            writer.AddDesignation(concept.Ordinal, designation.Language, designation.Use, designation.Value);
        foreach (var (code, type, value, system) in concept.Properties)
            PutProperty(concept, code, type, value, system);
        concept.Designations.Clear();
        concept.Properties.Clear();
    }

    private void PutProperty(PendingConcept concept, string code, string type, string value, string? system)
    {
        if (code is "parent" or "subsumedBy" or "child")
        {
            _waiting.Add((concept.Ordinal, value, code is not "child"));
            return;
        }

        if (!_properties.TryGetValue(code, out var property))
            _properties[code] = property = writer.DefineProperty(new PropertyDefinition(code, null, type));
        if (type is not "Coding")
            writer.AddProperty(concept.Ordinal, property, value);
        else if (string.Equals(system, url, StringComparison.Ordinal))
            _references.Add((concept.Ordinal, property, value));
        else
            writer.AddProperty(concept.Ordinal, property, $"{system}|{value}");
    }

    private static void ReadDesignations(JsonStream json, PendingConcept concept)
    {
        foreach (var _ in json.Items())
        {
            string? language = null, use = null, value = null;
            foreach (var member in json.Members())
            {
                switch (member)
                {
                    case "language": language = json.Text; break;
                    case "value": value = json.Text; break;
                    case "use": use = ReadUse(json); break;
                    default: json.Skip(); break;
                }
            }

            if (value is not null)
                concept.Designations.Add((language, use, value));
        }
    }

    private static string ReadUse(JsonStream json)
    {
        var (system, code, display) = ReadCoding(json);
        return $"{system}|{code}|{display}";
    }

    private static void ReadProperties(JsonStream json, PendingConcept concept)
    {
        foreach (var _ in json.Items())
        {
            string? code = null, type = null, value = null, system = null;
            foreach (var member in json.Members())
            {
                if (member is "code")
                {
                    code = json.Text;
                }
                else if (!member.StartsWith("value", StringComparison.Ordinal))
                {
                    json.Skip();
                }
                else if (json.Type == JsonTokenType.StartObject)
                {
                    var coding = ReadCoding(json);
                    (system, value) = (coding.System, coding.Code);
                    type = "Coding";
                }
                else
                {
                    value = json.Text;
                    type = char.ToLowerInvariant(member[5]) + member[6..];
                }
            }

            if (code is not null && value is not null)
                concept.Take(code, type!, value, system);
        }
    }

    private static (string? System, string? Code, string? Display) ReadCoding(JsonStream json)
    {
        string? system = null, code = null, display = null;
        foreach (var member in json.Members())
        {
            switch (member)
            {
                case "system": system = json.Text; break;
                case "code": code = json.Text; break;
                case "display": display = json.Text; break;
                default: json.Skip(); break;
            }
        }

        return (system, code, display);
    }
}
