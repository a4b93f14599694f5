using Havel.Fhir.Definitions;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>Rules of the specification's prose that no StructureDefinition states, by resource type. A rule is a
/// <see cref="NodeCheck"/> on the resource's node; it is called for every resource of its type, entries of Bundles and
/// contained ones included.</summary>
internal static class ResourceRules
{
    /// <summary>The rules of a type; made once for each validator.</summary>
    public static IEnumerable<NodeCheck> For(TypeDefinition type, ProfileRegistry registry) => type.Name switch
    {
        "Bundle" => [new BundleRule()],
        "QuestionnaireResponse" => [new QuestionnaireResponseRule(registry)],
        _ => [],
    };
}
