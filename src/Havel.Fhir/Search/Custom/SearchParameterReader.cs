using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Custom;

/// <summary>Reads a SearchParameter resource and checks that it can be searched by.
/// Source: https://hl7.org/fhir/R4/searchparameter.html.</summary>
public static class SearchParameterReader
{
    /// <summary>The definition, or why there is none.</summary>
    /// <param name="resource">A structurally valid SearchParameter.</param>
    /// <param name="catalog">The parameters there are: codes must be free, components of composites must be
    /// known.</param>
    /// <param name="find">Finds further definitions by their address, such as those of the same package; null for
    /// none.</param>
    public static SearchParameterReading Read(
        Node resource, SearchCatalog catalog, Func<string, SearchParameterDefinition?>? find = null)
    {
        if (resource.TextOf("status") is "retired")
            return new SearchParameterReading(null, IsRetired: true, []);

        return Check(Definition(resource), catalog, find);
    }

    /// <summary>The same for a definition that has been read already.</summary>
    public static SearchParameterReading Check(
        SearchParameterDefinition definition,
        SearchCatalog catalog,
        Func<string, SearchParameterDefinition?>? find = null)
    {
        var issues = new List<Issue>();
        new ParameterCheck(catalog, definition, find, issues).Run();
        return issues.Exists(issue => issue.IsError)
            ? new SearchParameterReading(null, IsRetired: false, issues)
            : new SearchParameterReading(ComponentKinds.Settle(definition, catalog, find), IsRetired: false, issues);
    }

    /// <summary>The definition as the resource states it, unchecked.</summary>
    public static SearchParameterDefinition Definition(Node resource) => new()
    {
        Url = resource.TextOf("url") ?? string.Empty,
        Code = resource.TextOf("code") ?? string.Empty,
        Kind = Enum.TryParse<SearchParameterKind>(resource.TextOf("type"), ignoreCase: true, out var kind)
            ? kind
            : SearchParameterKind.Special,
        BaseTypes = Texts(resource, "base"),
        Expression = resource.TextOf("expression")?.Trim(),
        Targets = Texts(resource, "target"),
        Components = Components(resource),
        Usage = resource.TextOf("xpathUsage") switch
        {
            null or "normal" => SearchParameterUsage.Normal,
            "phonetic" => SearchParameterUsage.Phonetic,
            "nearby" => SearchParameterUsage.Nearby,
            "distance" => SearchParameterUsage.Distance,
            _ => SearchParameterUsage.Other,
        },
        AllowsOr = resource.TextOf("multipleOr") is not "false",
        AllowsAnd = resource.TextOf("multipleAnd") is not "false",
        Modifiers = Texts(resource, "modifier"),
        Comparators = Texts(resource, "comparator"),
        Chain = Texts(resource, "chain"),
    };

    private static List<string> Texts(Node resource, string name)
    {
        var texts = new List<string>();
        foreach (var child in resource.ChildrenOf(name))
        {
            if (child.HasValue)
                texts.Add(child.Text());
        }

        return texts;
    }

    private static List<SearchParameterComponent> Components(Node resource)
    {
        var components = new List<SearchParameterComponent>();
        foreach (var child in resource.ChildrenOf("component"))
        {
            components.Add(new SearchParameterComponent(
                child.TextOf("definition") ?? string.Empty, child.TextOf("expression")?.Trim() ?? string.Empty));
        }

        return components;
    }
}
