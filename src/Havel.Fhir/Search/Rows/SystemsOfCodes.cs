using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Rows;

/// <summary>The systems that plain codes have by the value set their element is bound to: <c>gender</c> answers to
/// <c>http://hl7.org/fhir/administrative-gender|male</c>. Source: https://hl7.org/fhir/R4/search.html#token.</summary>
internal static class SystemsOfCodes
{
    /// <summary>From <see cref="SearchHash.Token(string)"/> to <see cref="SearchHash.System(string)"/> for the codes of
    /// an
    /// element's required value set; null where there is none that can be listed.</summary>
    public static IReadOnlyDictionary<long, int>? Of(FhirDefinitions definitions, ElementDefinition element)
    {
        if (element.Binding is not { Strength: BindingStrength.Required } binding ||
            definitions.RequiredCodes(binding.ValueSet) is not { IsEnumerable: true } set)
            return null;

        var systems = new Dictionary<long, int>(set.Codings.Count);
        foreach (var (system, code) in set.Codings)
            systems.TryAdd(SearchHash.Token(code), SearchHash.System(system));

        return systems;
    }
}
