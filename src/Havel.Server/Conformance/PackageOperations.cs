using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;

namespace Havel.Server.Conformance;

/// <summary>Packages in a running server: <c>$load-package</c>, <c>$unload-package</c> and <c>$packages</c>. To load
/// and unload is the deployment's own affair, because it changes what is valid for everybody.</summary>
internal static class PackageOperations
{
    private static readonly FhirResponse OnlyTheDeployment = Outcomes.Of(403, IssueType.Forbidden,
        "Packages are loaded and unloaded by the deployment alone.");

    /// <summary>POST [base]/$load-package with the archive as body, or as <c>package</c> of Parameters, or as
    /// Binary.</summary>
    public static async ValueTask<FhirResponse> Load(Asking asking)
    {
        if (!asking.Grant.IsUnrestricted)
            return OnlyTheDeployment;

        if (!PackageBody.TryRead(asking.Request, out var tgz, out var refusal))
            return refusal;

        var reading = PackageReader.Read(new MemoryStream(tgz, writable: false));
        if (reading.Package is not { } package)
            return Outcomes.Refuse(reading.Issues) with { Status = 422 };

        asking.Home.Packages.Keep(package, tgz);
        asking.Home.Conformance.Add(package);
        await asking.Home.SearchParameters.Settled;
        var missing = PackageDependencies.Check(asking.Home.Conformance.Packages);
        return Answer([package], [.. reading.Issues, .. missing]);
    }

    /// <summary>POST [base]/$unload-package with <c>package</c> as <c>name#version</c>.</summary>
    public static async ValueTask<FhirResponse> Unload(Asking asking)
    {
        if (!asking.Grant.IsUnrestricted)
            return OnlyTheDeployment;

        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        if (parameters.Text("package") is not { } packageId)
        {
            return Outcomes.Refuse(
                Issue.Error(IssueType.Required, "Name the package as \"package\": name#version."));
        }

        if (!asking.Home.Conformance.Remove(packageId))
            return Outcomes.Refuse(Issue.Error(IssueType.NotFound, $"{packageId} is not loaded."));

        await asking.Home.SearchParameters.Settled;
        asking.Home.Packages.Drop(packageId);
        return new FhirResponse(200) { Body = Outcomes.Body([]) };
    }

    /// <summary>GET [base]/$packages.</summary>
    public static ValueTask<FhirResponse> List(Asking asking)
    {
        var packages = asking.Home.Conformance.Packages;
        return new ValueTask<FhirResponse>(Answer(packages, PackageDependencies.Check(packages)));
    }

    private static FhirResponse Answer(IReadOnlyList<FhirPackage> packages, IReadOnlyList<Issue> issues) => new(200)
    {
        Body = JsonBytes.Write(json => Write(json, packages, issues)),
    };

    private static void Write(Utf8JsonWriter json, IReadOnlyList<FhirPackage> packages, IReadOnlyList<Issue> issues)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Parameters");
        json.WriteStartArray("parameter");
        foreach (var package in packages)
            Write(json, package);

        if (issues.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("name", "outcome");
            json.WritePropertyName("resource");
            Outcomes.Write(json, issues);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FhirPackage package)
    {
        json.WriteStartObject();
        json.WriteString("name", "package");
        json.WriteStartArray("part");
        Write(json, "name", package.Name);
        Write(json, "version", package.Version);
        json.WriteStartObject();
        json.WriteString("name", "resources");
        json.WriteNumber("valueInteger", package.Resources.Count);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("valueString", value);
        json.WriteEndObject();
    }
}
