using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Binding;

namespace Havel.Fhir.Search.Custom;

/// <summary>The custom parameters of a catalog, bound to all types they hold for.</summary>
internal sealed class CustomLayer
{
    public static readonly CustomLayer None = new([], []);

    private readonly ILookup<string, CustomBinding> _byType;
    private readonly FrozenSet<(string Type, string Code)> _unfinished;

    private CustomLayer(IReadOnlyList<CustomParameter> parameters, IReadOnlyList<CustomBinding> bindings)
    {
        Parameters = parameters;
        Bindings = bindings;
        _byType = bindings.ToLookup(binding => binding.Type.Name, StringComparer.Ordinal);
        var waiting = bindings.Where(binding => !binding.Parameter.IsReady).ToList();
        _unfinished = waiting
            .Select(binding => (binding.Type.Name, binding.Bound.Code))
            .Concat(waiting.Where(binding => binding.Bound.Code.StartsWith('_'))
                .Select(binding => (SearchCatalog.AnyType, binding.Bound.Code)))
            .ToFrozenSet();
        Unfinished = waiting.SelectMany(SlotsOf).Select(slot => slot.Id).ToFrozenSet();
    }

    public IReadOnlyList<CustomParameter> Parameters { get; }

    public IReadOnlyList<CustomBinding> Bindings { get; }

    public IReadOnlySet<int> Unfinished { get; }

    /// <summary>Binds the parameters over R4's.</summary>
    public static CustomLayer Bind(
        SearchCatalog core, IReadOnlyList<CustomParameter> custom, Func<string, int> intern)
    {
        var bindings = new List<CustomBinding>();
        var taken = new HashSet<(string, string)>();
        foreach (var parameter in custom)
        {
            foreach (var binding in core.Bindings.Where(each => AppliesTo(parameter.Definition, each.Type)))
            {
                var code = parameter.Definition.Code;
                if (core.Find(binding.Type.Name, code) is not null || !taken.Add((binding.Type.Name, code)))
                    continue;

                if (CustomBinder.Bind(core.Definitions, binding, parameter, intern) is { } bound)
                    bindings.Add(bound);
            }
        }

        return new CustomLayer(custom, bindings);
    }

    /// <summary>Whether a definition names the type or one that it specialises.</summary>
    public static bool AppliesTo(SearchParameterDefinition definition, TypeDefinition type)
    {
        for (var at = type; at is not null; at = at.Base)
        {
            if (definition.BaseTypes.Contains(at.Name, StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>R4's bindings with the custom slots to be filled and, of the parameters, those that can be
    /// searched.</summary>
    public IReadOnlyList<TypeBinding> Over(IReadOnlyList<TypeBinding> core) => [.. core.Select(Over)];

    public bool IsUnfinished(string type, string code) => _unfinished.Contains((type, code));

    public IReadOnlyList<IndexSlot> SlotsOf(CustomParameter parameter) =>
    [
        .. Bindings.Where(binding => binding.Parameter.Id == parameter.Id).SelectMany(SlotsOf),
    ];

    private TypeBinding Over(TypeBinding core)
    {
        var own = _byType[core.Type.Name].ToList();
        return own.Count == 0 ? core : core with
        {
            Parameters = [.. core.Parameters, .. own.Where(each => each.Parameter.IsReady).Select(each => each.Bound)],
            Slots = [.. core.Slots, .. own.SelectMany(each => each.Slots)],
        };
    }

    private static IEnumerable<IndexSlot> SlotsOf(CustomBinding binding)
    {
        foreach (var bound in binding.Slots)
        {
            foreach (var slot in bound.All)
                yield return slot;
        }
    }
}
