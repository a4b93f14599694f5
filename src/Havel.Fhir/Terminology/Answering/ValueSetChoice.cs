using Havel.Fhir.Operations;
using Havel.Fhir.Terminology.Rules;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Finds the value set that a request is about: the one it brings along, the one whose instance was called, or
/// the one whose address it names.</summary>
internal static class ValueSetChoice
{
    /// <summary>The value set, or null with an issue.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="parameters">The request.</param>
    /// <param name="call">What stands beside it.</param>
    /// <param name="rules">The request's rules; the supplements that the value set needs are added.</param>
    /// <param name="scope">What the request sees.</param>
    /// <param name="issue">Why there is none.</param>
    public static ValueSetDefinition? Find(
        TerminologyEngine engine,
        OperationParameters parameters,
        TerminologyCall call,
        ref TerminologyRules rules,
        out TerminologyScope? scope,
        ref TerminologyIssue? issue)
    {
        var resources = RequestReading.Resources(parameters);
        scope = engine.Scope(rules, resources);
        var definition = Named(scope, parameters, call, ref issue);
        if (definition is null || definition.Supplements.Count == 0)
            return definition;

        rules = rules with { Supplements = [.. rules.Supplements.Union(definition.Supplements)] };
        scope = engine.Scope(rules, resources);
        return definition;
    }

    private static ValueSetDefinition? Named(
        TerminologyScope scope, OperationParameters parameters, TerminologyCall call, ref TerminologyIssue? issue)
    {
        var inline = !call.Instance.IsEmpty ? call.Instance
            : parameters.Find("valueSet") is { Resource.IsEmpty: false } given ? given.Resource
            : parameters.ResourceType is "ValueSet" ? parameters.Resource
            : default;
        if (!inline.IsEmpty)
        {
            var read = ValueSetReader.Read(() => inline);
            if (read is null)
                issue = TerminologyIssue.Invalid("The value set cannot be read.");

            return read;
        }

        if (parameters.Text("url") is not { } url)
        {
            issue = TerminologyIssue.Invalid("Name a value set with url, or send one as valueSet.");
            return null;
        }

        if (parameters.Text("valueSetVersion") is { } version && !url.Contains('|', StringComparison.Ordinal))
            url = $"{url}|{version}";

        var found = scope.ValueSet(url);
        if (found is null)
        {
            issue = TerminologyIssue.NotFound(
                $"The value set {url} is not known here.", "Unable_to_resolve_value_Set_");
        }

        return found;
    }
}
