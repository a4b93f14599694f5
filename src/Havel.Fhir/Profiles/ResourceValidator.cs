using System.Collections.Concurrent;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Profiles.Core;
using Havel.Fhir.Profiles.Running;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Profiles;

/// <summary>Validates resources against R4 and against profiles. Profiles are compiled when they are first needed, so
/// one validator should live as long as the conformance resources it stands on. Safe for many threads.
/// Source: https://hl7.org/fhir/R4/validation.html.</summary>
public sealed class ResourceValidator
{
    private static readonly ParseOptions Tolerant = new() { KeepFaulty = true, AcceptsForeignReferences = true };

    private readonly ConcurrentBag<ValidationRun> _idle = [];
    private readonly ProfileRegistry _registry;
    private readonly CoreRules _core;
    private readonly ExtensionRules _extensions;
    private readonly Utf8Cache<ProfileLink> _declared;
    private readonly ValidationSettings _settings;

    /// <summary>Makes a validator over conformance resources that do not change any more.</summary>
    /// <param name="library">The profiles.</param>
    /// <param name="terminology">The value sets of bindings.</param>
    /// <param name="settings">What holds where a call says nothing else.</param>
    public ResourceValidator(
        ProfileLibrary library, ITerminology terminology, ValidationSettings? settings = null)
    {
        var definitions = FhirDefinitions.R4;
        _settings = settings ?? ValidationSettings.Default;
        _registry = new ProfileRegistry(library, terminology, definitions);
        _core = new CoreRules(_registry);
        _extensions = new ExtensionRules(_registry);
        _declared = new Utf8Cache<ProfileLink>(canonical => new ProfileLink(_registry, canonical));
        Terminology = terminology;
        Names = NameIndex.Of(definitions).ByProperty;
    }

    internal ITerminology Terminology { get; }

    /// <summary>The number of the element name by property id.</summary>
    internal int[] Names { get; }

    /// <summary>Validates a parsed resource: R4's rules, the profiles it declares, and the profiles named.</summary>
    /// <param name="table">The resource; not changed.</param>
    /// <param name="profiles">Canonical addresses of profiles to be met besides those declared.</param>
    /// <param name="settings">What holds for this call; null for the validator's own.</param>
    /// <returns>What was found in the order of the text; empty where nothing was.</returns>
    public IReadOnlyList<ValidationIssue> Validate(
        NodeTable table, IReadOnlyList<string>? profiles = null, ValidationSettings? settings = null)
    {
        var run = Rent();
        run.Begin(table, settings ?? _settings);
        new CoreWalk(run, _core, _extensions).Run();
        foreach (var profile in profiles ?? [])
            ApplyNamed(run, profile);
        if (run.Settings.FollowDeclaredProfiles)
            ApplyDeclared(run);

        var results = run.Results();
        Return(run);
        return results;
    }

    /// <summary>Validates a resource within another one, such as the resource of an entry, as if it stood alone.
    /// </summary>
    public IReadOnlyList<ValidationIssue> Validate(
        Node resource, IReadOnlyList<string>? profiles = null, ValidationSettings? settings = null) =>
        Validate(resource.Index == 0 ? resource.Table : NodeTable.Detach(resource), profiles, settings);

    /// <summary>Parses and validates JSON. Faults of structure are among the findings; what can be read in spite of
    /// them is validated too.</summary>
    public IReadOnlyList<ValidationIssue> ValidateJson(
        ReadOnlyMemory<byte> utf8, IReadOnlyList<string>? profiles = null, ValidationSettings? settings = null)
    {
        var parsed = new ResourceParser(FhirDefinitions.R4, Tolerant).Parse(utf8);
        var issues = parsed.Issues.Select(issue => new ValidationIssue(issue, null, null));
        var table = parsed.Table ?? parsed.Faulty;
        return table is null ? [.. issues] : [.. issues, .. Validate(table, profiles, settings)];
    }

    /// <summary>Whether a resource in a table of its own meets a profile.</summary>
    internal bool Conforms(Node target, CompiledProfile profile)
    {
        var run = Rent();
        run.Begin(target.Table, _settings with { Resolver = null });
        var answer = run.Conforms(target.Index, profile);
        Return(run);
        return answer;
    }

    internal CompiledProfile? FindProfile(string canonical) => _registry.Find(canonical);

    private static void ApplyNamed(ValidationRun run, string canonical)
    {
        if (run.Validator._registry.Find(canonical) is { } profile)
        {
            run.Apply(0, profile);
            return;
        }

        run.Error(0, IssueType.NotFound, canonical,
            $"The resource was to be checked against the profile {canonical}, which is not known here.");
    }

    /// <summary>The profiles that each resource names in its meta. Source:
    /// https://hl7.org/fhir/R4/resource.html#profile-tags.</summary>
    private void ApplyDeclared(ValidationRun run)
    {
        foreach (var resource in run.Resources)
        {
            var meta = new Node(run.Table, resource).Child("meta");
            if (!meta.Exists)
                continue;

            foreach (var child in meta.Children)
            {
                if (child.Name == "profile" && child.HasValue && !run.IsStopped)
                    ApplyDeclared(run, resource, child);
            }
        }
    }

    private void ApplyDeclared(ValidationRun run, int resource, Node declared)
    {
        var link = declared.HasEscapes ? new ProfileLink(_registry, declared.Text()) : _declared.Get(declared.RawText);
        if (link.Profile is { } profile)
        {
            run.Apply(resource, profile);
            return;
        }

        run.Warn(declared.Index, IssueType.NotFound, null,
            $"The declared profile {link.Canonical} is not known here, so it was not checked.");
    }

    private ValidationRun Rent() => _idle.TryTake(out var run) ? run : new ValidationRun(this);

    private void Return(ValidationRun run)
    {
        run.End();
        _idle.Add(run);
    }
}
