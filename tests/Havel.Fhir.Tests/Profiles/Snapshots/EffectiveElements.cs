using System.Globalization;
using System.Text;
using System.Text.Json;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>The elements of a snapshot with all that holds for them: what is said of the unsliced element holds within
/// its slices too, whether a snapshot repeats it there or not.</summary>
internal sealed class EffectiveElements
{
    private static readonly HashSet<string> Bindable = new(StringComparer.Ordinal)
    {
        "code", "Coding", "CodeableConcept", "Quantity", "string", "uri", "Duration", "Age", "Money",
    };

    private static readonly HashSet<string> s_ofTypes = FhirDefinitions.R4.Types
        .SelectMany(type => type.Invariants).Select(invariant => invariant.Key)
        .Append("ele-1").Append("ext-1").ToHashSet(StringComparer.Ordinal);

    private readonly Dictionary<string, ProfileElement> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sliced = new(StringComparer.Ordinal);
    private readonly Func<string, StructureDefinition?> _find;

    public EffectiveElements(IReadOnlyList<ProfileElement> elements, Func<string, StructureDefinition?> find)
    {
        _find = find;
        foreach (var element in elements)
        {
            _byId.TryAdd(element.Id, element);
            var step = LastStep(element.Id);
            var colon = step.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                _sliced.Add(element.Id[..(element.Id.Length - step.Length + colon)]);
        }
    }

    public IEnumerable<string> Ids => _byId.Keys;

    public ProfileElement this[string id] => _byId[id];

    public static string? ParentOf(string id) => id.LastIndexOf('.') is var dot and > 0 ? id[..dot] : null;

    public static string LastStep(string id) => id[(id.LastIndexOf('.') + 1)..];

    public bool Has(string id) => _byId.ContainsKey(id);

    public string Min(string id) =>
        Layers(id).Max(element => element.Min ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>A slice cannot have more than what it slices.</summary>
    public string Max(string id)
    {
        var step = LastStep(id);
        var colon = step.IndexOf(':', StringComparison.Ordinal);
        var unsliced = colon < 0 ? id : id[..(id.Length - step.Length + colon)];
        var layers = colon > 0 && Has(unsliced) ? Layers(id).Concat(Layers(unsliced)) : Layers(id);
        return layers.Min(element => element.Max ?? int.MaxValue).ToString(CultureInfo.InvariantCulture);
    }

    public string Types(string id) => Narrowest(id).Select(TypeText).Order(StringComparer.Ordinal).Join("; ");

    /// <summary>Whether this differs only by targets or profiles of the base that the other one has lost: a profile
    /// cannot take them away.</summary>
    public bool HasKeptMore(string id, EffectiveElements other)
    {
        var own = Narrowest(id);
        var theirs = other.Narrowest(id);
        return own.Count == theirs.Count && own.All(type => theirs.Any(lost =>
            string.Equals(lost.Code, type.Code, StringComparison.Ordinal)
            && (lost.Profiles.Count == 0 || ProfilesOf(lost) == ProfilesOf(type))
            && (lost.TargetProfiles.Count == 0 || TargetsOf(lost) == TargetsOf(type))));
    }

    private static string ProfilesOf(ProfileType type) => TypeText(type with { TargetProfiles = [] });

    private static string TargetsOf(ProfileType type) => TypeText(type with { Profiles = [] });

    public string Values(string id) => Layers(id)
        .SelectMany(element => new[] { ValueText(element.Fixed), ValueText(element.Pattern) })
        .Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Join(" and ");

    public string Bindings(string id) => IsBindable(id) ? Layers(id)
        .Where(element => element.Binding is { ValueSet: not null, Strength: <= BindingStrength.Extensible })
        .Select(element => $"{element.Binding!.Strength} {Unpinned(element.Binding.ValueSet!)}")
        .Where(text => !text.EndsWith("/duration-units", StringComparison.Ordinal))
        .Where(text => !text.EndsWith("/age-units", StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Join(", ") : "";

    public string Constraints(string id)
    {
        var ofTypes = ConstraintsOfTypes(id);
        return Layers(id).SelectMany(element => element.Constraints).Select(constraint => constraint.Key)
            .Where(key => !ofTypes.Contains(key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Join(",");
    }

    /// <summary>The slicing where there are slices. Whether that of a choice is closed follows from its
    /// types.</summary>
    public string Slicing(string id)
    {
        if (_byId[id].Slicing is not { } slicing || !_sliced.Contains(id))
            return "";

        var rules = id.EndsWith("[x]", StringComparison.Ordinal) ? "" : $" {slicing.Rules} {slicing.IsOrdered}";
        return slicing.Discriminators.Select(d => $"{d.Kind} {d.Path}").Order(StringComparer.Ordinal).Join(",") + rules;
    }

    private bool IsBindable(string id) => Narrowest(id).Any(type => Bindable.Contains(type.Code));

    private IReadOnlyList<ProfileType> Narrowest(string id) =>
        Layers(id).Select(element => Remaining(id, element)).Where(types => types.Count > 0).DefaultIfEmpty([])
            .OrderBy(types => types.Count)
            .ThenByDescending(types => types.Select(TypeText).Join(";"), StringComparer.Ordinal).First();

    /// <summary>The types that the slices of a choice leave: the one that is needed, those that are not forbidden, the
    /// one that a slice is named after.</summary>
    private IReadOnlyList<ProfileType> Remaining(string id, ProfileElement element)
    {
        if (element.SliceName is { } name && element.Types.Count > 1 && element.IsChoice)
            return [.. element.Types.Where(type => name.EndsWith(type.Code, StringComparison.OrdinalIgnoreCase))];
        if (!element.IsChoice || element.SliceName is not null)
            return element.Types;

        var slices = _byId.Values
            .Where(slice => slice.SliceName is not null && slice.Id == $"{element.Id}:{slice.SliceName}").ToArray();
        if (slices.FirstOrDefault(slice => slice is { Min: > 0, Types.Count: 1 }) is { } needed)
            return [.. element.Types.Where(type => type.Code == needed.Types[0].Code)];

        return [.. element.Types.Where(type =>
            !slices.Any(slice => slice is { Max: 0, Types: [var own] } && own.Code == type.Code))];
    }

    private static string TypeText(ProfileType type)
    {
        var code = string.Equals(type.Code, "id", StringComparison.Ordinal) ? "string" : type.Code;
        return $"{code}({type.Profiles.Select(Unpinned).Order(StringComparer.Ordinal).Join(",")})"
            + $"[{type.TargetProfiles.Select(Unpinned).Order(StringComparer.Ordinal).Join(",")}]{type.Aggregation}";
    }

    /// <summary>Newer publishers pin everything of R4 to its only version.</summary>
    private static string Unpinned(string canonical) => canonical.EndsWith("|4.0.1", StringComparison.Ordinal)
        || canonical.EndsWith("|4.0.0", StringComparison.Ordinal) ? canonical[..^6] : canonical;

    private HashSet<string> ConstraintsOfTypes(string id)
    {
        var keys = new HashSet<string>(s_ofTypes, StringComparer.Ordinal);
        foreach (var canonical in Layers(id).SelectMany(element => element.Types).SelectMany(type => type.Profiles))
        {
            foreach (var constraint in _find(canonical)?.Snapshot?[0].Constraints ?? [])
                keys.Add(constraint.Key);
        }

        return keys;
    }

    /// <summary>The element and those that hold for it as well: with the slices above it taken away, one or
    /// all.</summary>
    private List<ProfileElement> Layers(string id)
    {
        var ids = new List<string> { "" };
        var steps = id.Split('.');
        for (var index = 0; index < steps.Length; index++)
        {
            var step = steps[index];
            var colon = index == steps.Length - 1 ? -1 : step.IndexOf(':', StringComparison.Ordinal);
            var dot = index == 0 ? "" : ".";
            var unsliced = colon < 0 ? [] : ids.ConvertAll(prefix => $"{prefix}{dot}{step[..colon]}");
            ids = [.. ids.ConvertAll(prefix => $"{prefix}{dot}{step}"), .. unsliced];
        }

        return [.. ids.Where(_byId.ContainsKey).Select(known => _byId[known])];
    }

    private static string ValueText(Node value)
    {
        if (!value.Exists)
            return "";

        using var document = JsonDocument.Parse(value.Table.Utf8);
        var text = new StringBuilder(value.Type.Name);
        Append(text, document.RootElement);
        return text.ToString();
    }

    /// <summary>The JSON with its members in order of their names.</summary>
    private static void Append(StringBuilder text, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                text.Append(' ').Append(member.Name).Append('=');
                Append(text, member.Value);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Append(text.Append('['), item);
        }
        else
        {
            text.Append(value.ToString());
        }
    }
}
