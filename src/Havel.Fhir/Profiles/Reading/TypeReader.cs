using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Reading;

/// <summary>Reads one type of an element.</summary>
internal readonly struct TypeReader(ModelPool pool)
{
    private const string FhirType = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";
    private const string SystemTypes = "http://hl7.org/fhirpath/System.";

    /// <summary>The type; null where it names none.</summary>
    public ProfileType? Read(Node type)
    {
        if (CodeOf(type) is not { Length: > 0 } code)
            return null;

        List<string>? profiles = null;
        List<string>? targets = null;
        var aggregation = ProfileAggregation.None;
        foreach (var child in type.Children)
        {
            if (string.Equals(child.Name, "profile", StringComparison.Ordinal))
                Add(ref profiles, child);
            else if (string.Equals(child.Name, "targetProfile", StringComparison.Ordinal))
                Add(ref targets, child);
            else if (string.Equals(child.Name, "aggregation", StringComparison.Ordinal))
                aggregation |= AggregationOf(child);
        }

        var versioning = type.TextOf("versioning") switch
        {
            "independent" => ProfileVersioning.Independent,
            "specific" => ProfileVersioning.Specific,
            _ => ProfileVersioning.Either,
        };
        return pool.Share(new ProfileType(code, pool.Share(profiles), pool.Share(targets), aggregation, versioning));
    }

    private void Add(ref List<string>? list, Node value)
    {
        if (pool.Text(value) is { Length: > 0 } text)
            (list ??= []).Add(text);
    }

    private static ProfileAggregation AggregationOf(Node mode) => mode.Text() switch
    {
        "contained" => ProfileAggregation.Contained,
        "referenced" => ProfileAggregation.Referenced,
        "bundled" => ProfileAggregation.Bundled,
        _ => ProfileAggregation.None,
    };

    /// <summary>Ids, urls and the values of primitives name a type of FHIRPath and, in an extension, the FHIR type that
    /// is meant. Source: https://hl7.org/fhir/R4/extension-structuredefinition-fhir-type.html.</summary>
    private string? CodeOf(Node type)
    {
        var code = type.Child("code");
        var text = pool.Text(code);
        if (text is not null && !text.StartsWith(SystemTypes, StringComparison.Ordinal))
            return text;

        if ((NamedIn(type) ?? (code.Exists ? NamedIn(code) : null)) is { } named)
            return named;

        return text?[SystemTypes.Length..] switch
        {
            null => null,
            "DateTime" => "dateTime",
            var name => pool.Share(name.ToLowerInvariant()),
        };
    }

    private string? NamedIn(Node holder)
    {
        foreach (var extension in holder.ChildrenOf("extension"))
        {
            if (string.Equals(extension.TextOf("url"), FhirType, StringComparison.Ordinal))
                return pool.Text(extension.Child("value"));
        }

        return null;
    }
}
