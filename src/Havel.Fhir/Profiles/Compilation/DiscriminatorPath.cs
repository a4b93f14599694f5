using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>Reads the path of a discriminator: names, <c>$this</c>, <c>ofType()</c>, <c>extension()</c>,
/// <c>resolve()</c>. Source: https://hl7.org/fhir/R4/profiling.html#discriminator.</summary>
internal static class DiscriminatorPath
{
    /// <summary>The steps; null where the path is none of that kind.</summary>
    public static DiscriminatorStep[]? Parse(string path, FhirDefinitions definitions)
    {
        var steps = new List<DiscriminatorStep>();
        var at = 0;
        while (at < path.Length && steps.Count < Limits.DiscriminatorSteps)
        {
            var end = EndOf(path, at);
            if (end < 0 || !Add(steps, path[at..end].Trim(), definitions))
                return null;
            at = end + 1;
        }

        return steps.Count < Limits.DiscriminatorSteps ? [.. steps] : null;
    }

    /// <summary>The dot behind the step, or the end; dots within parentheses belong to the step.</summary>
    private static int EndOf(string path, int start)
    {
        var depth = 0;
        for (var at = start; at < path.Length; at++)
        {
            depth += path[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
                return -1;
            if (path[at] == '.' && depth == 0)
                return at;
        }

        return depth == 0 ? path.Length : -1;
    }

    private static bool Add(List<DiscriminatorStep> steps, string step, FhirDefinitions definitions)
    {
        if (step is "$this" or "")
            return true;
        if (step == "resolve()")
        {
            steps.Add(new DiscriminatorStep(DiscriminatorStepKind.Resolve));
            return true;
        }

        if (Argument(step, "ofType(") is { } typeName)
            return AddType(steps, typeName, definitions);
        if (Argument(step, "extension(") is { } url)
        {
            url = url.Trim('\'', '"');
            steps.Add(new DiscriminatorStep(
                DiscriminatorStepKind.Extension, url, Url: Encoding.UTF8.GetBytes(url)));
            return true;
        }

        return !step.Contains('(', StringComparison.Ordinal) && AddName(steps, step, definitions);
    }

    private static bool AddType(List<DiscriminatorStep> steps, string name, FhirDefinitions definitions)
    {
        name = name.StartsWith("FHIR.", StringComparison.Ordinal) ? name[5..] : name;
        if (definitions.FindType(name) is not { } type)
            return false;

        steps.Add(new DiscriminatorStep(DiscriminatorStepKind.OfType, Type: type));
        return true;
    }

    private static bool AddName(List<DiscriminatorStep> steps, string name, FhirDefinitions definitions)
    {
        name = name.EndsWith("[x]", StringComparison.Ordinal) ? name[..^3] : name;
        var id = NameIndex.Of(definitions).Find(name);
        if (id >= 0)
        {
            steps.Add(new DiscriminatorStep(DiscriminatorStepKind.Child, name, id));
            return true;
        }

        // Some authors write a choice by its type: valueCodeableConcept.
        var property = definitions.Properties.FirstOrDefault(each => each.Element.IsChoice && each.Name == name);
        if (property is null)
            return false;

        id = NameIndex.Of(definitions).Find(property.Element.Name);
        steps.Add(new DiscriminatorStep(DiscriminatorStepKind.Child, property.Element.Name, id));
        steps.Add(new DiscriminatorStep(DiscriminatorStepKind.OfType, Type: property.Type));
        return true;
    }

    private static string? Argument(string step, string function) =>
        step.StartsWith(function, StringComparison.Ordinal) && step.EndsWith(')') ? step[function.Length..^1].Trim()
            : null;
}
