using System.Text;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Profiles;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

/// <summary>R4 with a few profiles, and a validator over them.</summary>
internal sealed class ProfileWorld
{
    public const string Url = "http://x.test/p";

    private ConformanceCatalog _catalog = ConformanceCatalog.Core;
    private ResourceValidator? _validator;

    public KnownCodes Codes { get; } = new();

    public ValidationSettings Settings { get; set; } = new() { ReportBestPractices = false };

    /// <summary>A world with one profile of a type at <see cref="Url"/>.</summary>
    public static ProfileWorld Of(string type, string elements) => new ProfileWorld().With(Url, type, elements);

    /// <summary>A profile from the elements of its differential, JSON objects joined by commas.</summary>
    public ProfileWorld With(string url, string type, string elements, string more = "", string? parent = null) =>
        With($$$"""
        {"resourceType":"StructureDefinition","url":"{{{url}}}","version":"1.0","name":"P","status":"active",
         "kind":"resource","abstract":false,"type":"{{{type}}}","derivation":"constraint",{{{more}}}
         "baseDefinition":"{{{parent ?? "http://hl7.org/fhir/StructureDefinition/" + type}}}",
         "differential":{"element":[{{{elements}}}]}}
        """);

    /// <summary>An extension with a value of that type, and one context as kind and expression:
    /// <c>element:Patient</c>.</summary>
    public ProfileWorld WithExtension(string url, string type, string context, bool isModifier = false)
    {
        var (kind, expression) = (context[..context.IndexOf(':')], context[(context.IndexOf(':') + 1)..]);
        var flag = isModifier ? """{"id":"Extension","path":"Extension","isModifier":true},""" : "";
        var elements = $$$"""
            {{{flag}}}
            {"id":"Extension.url","path":"Extension.url","fixedUri":"{{{url}}}"},
            {"id":"Extension.value[x]","path":"Extension.value[x]","min":1,"type":[{"code":"{{{type}}}"}]}
            """;
        return With(url, "Extension", elements, $$$"""
            "context":[{"type":"{{{kind}}}","expression":"{{{expression}}}"}],
            """);
    }

    public ProfileWorld With(string definition)
    {
        _catalog = _catalog.With(ConformanceResource.From(Encoding.UTF8.GetBytes(definition))!);
        return this;
    }

    /// <summary>What is found in a resource, checked against the profile at <see cref="Url"/> where the world has
    /// it.</summary>
    public IReadOnlyList<ValidationIssue> Validate(string json, string? profile = Url)
    {
        _validator ??= new ResourceValidator(new ProfileLibrary(_catalog), Codes, Settings);
        return _validator.ValidateJson(Encoding.UTF8.GetBytes(json), profile is null ? [] : [profile]);
    }

    /// <summary>Nothing may be wrong.</summary>
    public ProfileWorld Accepts(string json, string? profile = Url)
    {
        Assert.Equal([], Validate(json, profile).Where(IsTold).Select(issue => issue.ToString()));
        return this;
    }

    /// <summary>Exactly one thing must be wrong, at that place, and the sentence must have those words.</summary>
    public ProfileWorld Refuses(
        string json, string place, string words, IssueSeverity severity = IssueSeverity.Error, string? profile = Url)
    {
        var issues = Validate(json, profile).Where(IsTold).ToList();
        var issue = Assert.Single(issues);
        Assert.Equal((severity, place), (issue.Severity, issue.Expression));
        Assert.Contains(words, issue.Issue.Message, StringComparison.Ordinal);
        return this;
    }

    /// <summary>What only says that a value set of R4 is not known to these small terminologies is passed
    /// over.</summary>
    private static bool IsTold(ValidationIssue issue) =>
        !issue.Issue.Message.Contains("cannot be checked: http://hl7.org/fhir/ValueSet", StringComparison.Ordinal);
}
