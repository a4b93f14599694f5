using System.Runtime.CompilerServices;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Running;

/// <summary>The state of one validation: what was found so far, and buffers that keep their room. Used by one thread at
/// a time and lent again by the validator.</summary>
internal sealed partial class ValidationRun
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(int Node, int Profile)> _applied = [];
    private readonly Dictionary<(int Node, int Profile), bool> _trials = [];
    private readonly HashSet<int> _bound = [];
    private int _probes;
    private bool _hasFailed;
    private int _errors;
    private int _passedOver;
    private int _depth;

    public ValidationRun(ResourceValidator validator)
    {
        Validator = validator;
        FhirPath = MakeContext();
        Targets = new ReferenceTargets(this);
    }

    public ResourceValidator Validator { get; }

    public ValidationSettings Settings { get; private set; } = ValidationSettings.Default;

    /// <summary>The resources of the table, in the order of the text.</summary>
    public List<int> Resources { get; } = [];

    public NodeTable Table { get; private set; } = null!;

    /// <summary>The surroundings of invariants. An expression that asks for a profile (<c>conformsTo()</c>) makes
    /// others run while it waits; those get a context of their own.</summary>
    public EvaluationContext FhirPath { get; private set; }

    public ReferenceTargets Targets { get; }

    /// <summary>Items of sliced elements while they are told apart.</summary>
    public IndexStack Items { get; } = new();

    public ResourceScope Scope { get; private set; }

    /// <summary>Whether a profile is merely tried: nothing is reported, the first error ends it.</summary>
    public bool IsProbing => _probes > 0;

    /// <summary>Whether nothing more needs to be checked.</summary>
    public bool IsStopped => _probes > 0 ? _hasFailed : _errors >= Settings.MaxIssues;

    public void Begin(NodeTable table, ValidationSettings settings)
    {
        Table = table;
        Settings = settings;
        Resources.Clear();
        _findings.Clear();
        _applied.Clear();
        _trials.Clear();
        _bound.Clear();
        _probes = 0;
        _errors = 0;
        _passedOver = 0;
        _hasFailed = false;
        _depth = 0;
        Items.Truncate(0);
        Targets.Begin();
        FhirPath.Now = Settings.Clock?.GetUtcNow() ?? DateTimeOffset.UnixEpoch;
        Enter(new ResourceScope(0, 0));
    }

    /// <summary>Lets go of the table.</summary>
    public void End()
    {
        Table = null!;
        FhirPath.Resource = default;
        FhirPath.RootResource = default;
    }

    /// <summary>Changes the resource that <c>%resource</c> and <c>#id</c> mean; gives the one before.</summary>
    public ResourceScope Enter(ResourceScope scope)
    {
        var before = Scope;
        Scope = scope;
        FhirPath.Resource = new Node(Table, scope.Resource);
        FhirPath.RootResource = new Node(Table, scope.Container);
        return before;
    }

    public void Error(
        int node, IssueType type, string? profile,
        [InterpolatedStringHandlerArgument("")] ref FindingText message, string? key = null) =>
        Report(IssueSeverity.Error, node, type, profile, ref message, key);

    public void Warn(
        int node, IssueType type, string? profile,
        [InterpolatedStringHandlerArgument("")] ref FindingText message, string? key = null) =>
        Report(IssueSeverity.Warning, node, type, profile, ref message, key);

    public void Report(
        IssueSeverity severity, int node, IssueType type, string? profile,
        [InterpolatedStringHandlerArgument("")] ref FindingText message, string? key = null,
        bool isBaseBinding = false)
    {
        var isError = severity is IssueSeverity.Error or IssueSeverity.Fatal;
        if (_probes > 0)
        {
            _hasFailed |= isError;
            return;
        }

        var text = message.ToText();
        if (severity == IssueSeverity.Information && !Settings.ReportInformation)
            return;

        // Remarks beyond the limit are only counted; errors beyond it end the validation.
        _errors += isError ? 1 : 0;
        if (!isError && _findings.Count >= Settings.MaxIssues)
            _passedOver++;
        else
            _findings.Add(new Finding(node, severity, type, text, profile, key, isBaseBinding));
    }

    /// <summary>Notes that a profile has bound the node: what R4 recommends for it no longer counts.</summary>
    public void NoteBinding(int node)
    {
        if (_probes == 0 && _findings.Count > 0)
            _bound.Add(node);
    }

    /// <summary>Checks a node against a profile and reports; once for each pair, however often it is asked
    /// for.</summary>
    public void Apply(int node, CompiledProfile profile)
    {
        if (_probes > 0)
        {
            if (!Conforms(node, profile))
                _hasFailed = true;
            return;
        }

        if (_applied.Add((node, profile.Id)))
            Descend(node, profile);
    }

    /// <summary>Whether a node meets a profile, found out without reporting. A profile that is being tried on the node
    /// already counts as met: so circles end, and are met if nothing else speaks against them.</summary>
    public bool Conforms(int node, CompiledProfile profile)
    {
        if (_trials.TryGetValue((node, profile.Id), out var known))
            return known;

        _trials[(node, profile.Id)] = true;
        var before = _hasFailed;
        _hasFailed = false;
        _probes++;
        Descend(node, profile);
        _probes--;
        var answer = !_hasFailed;
        _hasFailed = before;
        _trials[(node, profile.Id)] = answer;
        return answer;
    }

    /// <summary>Whether a node meets the rules of an element, without reporting.</summary>
    public bool Conforms(int node, ElementCheck element)
    {
        var before = _hasFailed;
        _hasFailed = false;
        _probes++;
        element.Check(this, node);
        _probes--;
        var answer = !_hasFailed;
        _hasFailed = before;
        return answer;
    }

    private void Descend(int node, CompiledProfile profile)
    {
        if (_depth >= Limits.ValidationNesting)
        {
            Error(node, IssueType.TooCostly, profile.Canonical,
                $"More than {Limits.ValidationNesting} profiles lie within each other here, which is this system's "
                + $"limit ({profile.Canonical}).");
            return;
        }

        _depth++;
        profile.Check(this, node);
        _depth--;
    }

    private Node FindForFhirPath(string address) => Targets.Find(address);

    private EvaluationContext MakeContext() => new()
    {
        Resolver = FindForFhirPath,
        KnowsTypesOfUnresolved = true,
        Terminology = Validator.Terminology,
        ConformsTo = ConformsTo,
    };

    private bool? ConformsTo(Node node, string canonical)
    {
        if (Validator.FindProfile(canonical) is not { } profile)
            return null;
        if (profile.IsType || !node.Type.Is(profile.Type))
            return node.Type.Is(profile.Type);

        var waiting = FhirPath;
        FhirPath = MakeContext();
        FhirPath.Now = waiting.Now;
        Enter(Scope);
        var answer = Targets.Conforms(node, profile);
        FhirPath = waiting;
        return answer;
    }
}
