using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.Displays;
using Havel.Fhir.Terminology.Rules;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>Reads what all operations have in common out of their parameters: versions, supplements, resources sent
/// along, languages.</summary>
internal static class RequestReading
{
    /// <summary>The rules of version and supplement.</summary>
    public static TerminologyRules Rules(OperationParameters parameters) => new()
    {
        DefaultVersions = Versions(parameters, "system-version"),
        CheckedVersions = Versions(parameters, "check-system-version"),
        ForcedVersions = Versions(parameters, "force-system-version"),
        ValueSetVersions = Versions(parameters, "default-valueset-version"),
        Supplements = [.. Texts(parameters, "useSupplement")],
    };

    /// <summary>Whether the rules say nothing at all.</summary>
    public static bool IsPlain(TerminologyRules rules) =>
        rules.DefaultVersions.Count == 0 && rules.CheckedVersions.Count == 0 && rules.ForcedVersions.Count == 0
        && rules.ValueSetVersions.Count == 0 && rules.Supplements.Count == 0;

    /// <summary>The resources that the request brings along.</summary>
    public static List<ConformanceResource> Resources(OperationParameters parameters)
    {
        var resources = new List<ConformanceResource>();
        foreach (var parameter in parameters.All)
        {
            if (parameter.Name is "tx-resource" or "codeSystem" or "conceptMap" && !parameter.Resource.IsEmpty
                && ConformanceResource.From(parameter.Resource) is { } resource)
            {
                resources.Add(resource);
            }
        }

        return resources;
    }

    /// <summary>The languages of the answer: those of the request go before those of the value set, these before the
    /// header.</summary>
    public static LanguageWish Languages(
        OperationParameters parameters, string? ofValueSet, TerminologyCall call) => LanguageWish.Parse(
        parameters.Text("displayLanguage") ?? ofValueSet ?? call.AcceptLanguage);

    public static IEnumerable<string> Texts(OperationParameters parameters, string name) =>
        parameters.Named(name).Select(parameter => parameter.Text).OfType<string>();

    /// <summary>A boolean parameter; null where it is absent, an issue where it is none.</summary>
    public static bool? Bool(OperationParameters parameters, string name, ref TerminologyIssue? issue)
    {
        switch (parameters.Text(name))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                issue ??= TerminologyIssue.Invalid($"The parameter {name} must be true or false.");
                return null;
        }
    }

    /// <summary>A number of at least 0; null where it is absent, an issue where it is none.</summary>
    public static int? Number(OperationParameters parameters, string name, ref TerminologyIssue? issue)
    {
        if (parameters.Text(name) is not { } text)
            return null;
        if (int.TryParse(
            text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var number))
        {
            return number;
        }

        issue ??= TerminologyIssue.Invalid($"The parameter {name} must be a whole number of at least 0.");
        return null;
    }

    private static Dictionary<string, string> Versions(OperationParameters parameters, string name)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in Texts(parameters, name))
        {
            var (url, version, _) = Canonical.Parse(text);
            if (version is not null)
                versions[url] = version;
        }

        return versions;
    }
}
