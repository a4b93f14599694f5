using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Grammars;
using Havel.Fhir.Ucum;

namespace Havel.Fhir.Terminology.Filters;

/// <summary>From a value set's filter to a question that a concept answers.
/// Sources: https://hl7.org/fhir/R4/valueset-filter-operator.html and, for <c>child-of</c> and
/// <c>descendent-leaf</c>, https://hl7.org/fhir/R5/valueset-filter-operator.html.</summary>
internal static class FilterCompiler
{
    /// <summary>An expression that did not come to an end.</summary>
    public static readonly TerminologyIssue TooSlow = TerminologyIssue.TooCostly(
        "A regular expression of the value set took too long and was given up.");

    /// <summary>Compiles a filter; null with a fault where it is not understood.</summary>
    public static Func<Concept, bool>? Compile(
        ICodeSystem system, ConceptFilter filter, out TerminologyIssue? fault)
    {
        fault = null;
        var predicate = filter.Property is "concept" or "code"
            ? OnCode(system, filter, out fault)
            : OnProperty(system, filter, out fault);
        if (predicate is null)
        {
            fault ??= new TerminologyIssue(
                IssueSeverity.Error, IssueType.NotSupported, "vs-invalid",
                $"The filter {filter.Property} {filter.Operator} {filter.Value} on {system.Url} is not known here.")
            {
                MessageId = "FILTER_NOT_UNDERSTOOD",
            };
        }

        return predicate;
    }

    private static Func<Concept, bool>? OnCode(ICodeSystem system, ConceptFilter filter, out TerminologyIssue? fault)
    {
        fault = null;
        switch (filter.Operator)
        {
            case "=":
                return concept => Same(system.Code(concept), filter.Value, system);
            case "in" when filter.Value.StartsWith("refset:", StringComparison.Ordinal):
                // Only a system that keeps reference sets knows their members; it has been asked before.
                return null;
            case "in":
                return IsIn(system, filter.Value, isWanted: true);
            case "not-in":
                return IsIn(system, filter.Value, isWanted: false);
            case "exists":
                return _ => filter.Value is not "false";
            case "regex":
                return SafeRegex.TryMake(filter.Value, out var regex, out fault)
                    ? concept => regex.IsMatch(system.Code(concept))
                    : null;
            default:
                return OnHierarchy(system, filter, out fault);
        }
    }

    private static Func<Concept, bool>? OnHierarchy(
        ICodeSystem system, ConceptFilter filter, out TerminologyIssue? fault)
    {
        fault = null;
        var named = Find(system, filter.Value);
        if (!named.Exists)
        {
            fault = TerminologyIssue.NotFound(
                $"The filter {filter.Property} {filter.Operator} names the code {filter.Value}, "
                + $"which {system.Url} does not have.", "UNKNOWN_CODE_IN_FILTER");
            return null;
        }

        var above = new Lazy<HashSet<Concept>>(() => [.. TerminologyEngine.Ancestors(system, named)]);
        return filter.Operator switch
        {
            "is-a" => concept => concept == named || system.IsAbove(named, concept),
            "descendent-of" => concept => system.IsAbove(named, concept),
            "is-not-a" => concept => concept != named && !system.IsAbove(named, concept),
            "generalizes" => concept => concept == named || above.Value.Contains(concept),
            "child-of" => concept => system.Parents(concept).Contains(named),
            "descendent-leaf" => concept => system.IsAbove(named, concept) && !system.Children(concept).Any(),
            _ => null,
        };
    }

    private static Func<Concept, bool>? OnProperty(
        ICodeSystem system, ConceptFilter filter, out TerminologyIssue? fault)
    {
        fault = null;
        // R4 names the dimension by any unit that has it: all-time-units says "canonical = a", which is seconds.
        if (filter is { Property: "canonical", Operator: "=" } && system is UcumCodeSystem
            && UcumUnit.Find(filter.Value) is { } unit)
        {
            filter = filter with { Value = unit.Base.Code };
        }

        Func<Concept, IEnumerable<string>>? values = filter.Property switch
        {
            "display" => concept => system.Display(concept) is { } display ? [display] : [],
            "definition" => concept => system.Definition(concept) is { } definition ? [definition] : [],
            "parent" => concept => system.Parents(concept).Select(system.Code),
            "child" => concept => system.Children(concept).Select(system.Code),
            "ancestor" => null,
            "inactive" => concept => [system.IsInactive(concept) ? "true" : "false"],
            "notSelectable" or "abstract" when !IsDeclared(system, filter.Property) =>
                concept => [system.IsAbstract(concept) ? "true" : "false"],
            _ => concept => ValuesOf(system, concept, filter.Property),
        };
        if (filter.Property is not ("display" or "definition" or "parent" or "child" or "ancestor" or "inactive")
            && !IsKnown(system, filter.Property))
        {
            return null;
        }

        if (values is null)
            return OnHierarchy(system, filter with { Operator = "descendent-of" }, out fault);

        return OnValues(system, filter, values, out fault);
    }

    private static Func<Concept, bool>? OnValues(
        ICodeSystem system,
        ConceptFilter filter,
        Func<Concept, IEnumerable<string>> values,
        out TerminologyIssue? fault)
    {
        fault = null;
        switch (filter.Operator)
        {
            case "=":
                return concept => values(concept).Contains(filter.Value, StringComparer.Ordinal);
            case "in":
                var wanted = Listed(filter.Value).ToHashSet(StringComparer.Ordinal);
                return concept => values(concept).Any(wanted.Contains);
            case "not-in":
                var unwanted = Listed(filter.Value).ToHashSet(StringComparer.Ordinal);
                return concept => !values(concept).Any(unwanted.Contains);
            case "exists":
                return concept => values(concept).Any() == filter.Value is not "false";
            case "regex":
                return SafeRegex.TryMake(filter.Value, out var regex, out fault)
                    ? concept => values(concept).Any(value => regex.IsMatch(value))
                    : null;
            default:
                // The value of a property can be a code of the same system, and then it has a place in its hierarchy.
                var inner = OnHierarchy(system, filter, out fault);
                return inner is null
                    ? null
                    : concept => values(concept).Any(value => Find(system, value) is { Exists: true } at && inner(at));
        }
    }

    private static IEnumerable<string> ValuesOf(ICodeSystem system, Concept concept, string property)
    {
        foreach (var value in system.PropertiesOf(concept))
        {
            if (string.Equals(value.Code, property, StringComparison.Ordinal))
                yield return value.Value;
        }
    }

    private static bool IsDeclared(ICodeSystem system, string property) =>
        system.Properties.Any(one => string.Equals(one.Code, property, StringComparison.Ordinal));

    // Systems in use have properties that they do not declare; but one that no concept has is a filter misunderstood.
    private static bool IsKnown(ICodeSystem system, string property) =>
        IsDeclared(system, property)
        || property is "notSelectable" or "abstract"
        || (system is CodeSystemTable or SupplementedCodeSystem
            && system.All()!.Any(concept => ValuesOf(system, concept, property).Any()));

    private static Func<Concept, bool> IsIn(ICodeSystem system, string list, bool isWanted)
    {
        var codes = Listed(list).ToHashSet(Comparer(system));
        return concept => codes.Contains(system.Code(concept)) == isWanted;
    }

    private static string[] Listed(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(string left, string right, ICodeSystem system) => Comparer(system).Equals(left, right);

    private static StringComparer Comparer(ICodeSystem system) =>
        system.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private static Concept Find(ICodeSystem system, string code)
    {
        var found = system.Find(Encoding.UTF8.GetBytes(code));
        return found.Exists || system.IsCaseSensitive ? found : system.FindIgnoringCase(code);
    }
}
