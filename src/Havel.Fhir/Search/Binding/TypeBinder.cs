using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>Binds the published parameters to one resource type.</summary>
internal sealed class TypeBinder
{
    private readonly FhirDefinitions _definitions;
    private readonly TypeDefinition _type;
    private readonly SlotTable _slots;
    private readonly List<Draft> _drafts;
    private readonly List<SearchParameterDefinition> _composites;
    private readonly List<TargetProbe> _probes = [];

    private TypeBinder(
        FhirDefinitions definitions,
        TypeDefinition type,
        ILookup<string, SearchParameterDefinition> byBase,
        Func<string, int> intern)
    {
        _definitions = definitions;
        _type = type;
        _slots = new SlotTable(type, intern);
        var applicable = ApplicableTo(type, byBase).ToList();
        _composites = applicable.FindAll(parameter => parameter.Kind == SearchParameterKind.Composite);
        _drafts = [.. applicable.Where(IsIndexed).Select(parameter => Draft.Of(definitions, type, parameter))];
        _drafts.RemoveAll(draft => draft.Members.Count == 0);
    }

    /// <summary>Binds all parameters; the order of the codes makes the names of slots the same every time.</summary>
    /// <param name="definitions">All definitions.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="byBase">The parameters by the types they are stated for.</param>
    /// <param name="intern">Gives the number of a slot's name.</param>
    public static TypeBinding Bind(
        FhirDefinitions definitions,
        TypeDefinition type,
        ILookup<string, SearchParameterDefinition> byBase,
        Func<string, int> intern)
    {
        var binder = new TypeBinder(definitions, type, byBase, intern);
        var parameters = new List<SearchParameter>();
        foreach (var draft in binder._drafts.OrderBy(draft => draft.TargetFilter is not null))
            parameters.Add(binder.Plain(draft));

        foreach (var composite in binder._composites)
            parameters.Add(binder.Composite(composite));

        return new TypeBinding(type, parameters, binder._slots.All, binder._probes, binder._drafts)
        {
            ContainedSlot = type.FindElement("contained") is null
                ? null
                : binder._slots.Intern("_contained", IndexTable.Token),
        };
    }

    private static IEnumerable<SearchParameterDefinition> ApplicableTo(
        TypeDefinition type, ILookup<string, SearchParameterDefinition> byBase)
    {
        var applicable = new List<SearchParameterDefinition>();
        for (var at = type; at is not null; at = at.Base)
            applicable.AddRange(byBase[at.Name]);

        return applicable
            .OrderBy(parameter => parameter.Code, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Url, StringComparer.Ordinal)
            .DistinctBy(parameter => parameter.Code, StringComparer.Ordinal);
    }

    /// <summary>Composites stand on the slots of others; <c>_id</c> and <c>_lastUpdated</c> on the resource's row. Of
    /// R4's special parameters <c>near</c> alone is one of a value.</summary>
    private static bool IsIndexed(SearchParameterDefinition parameter) =>
        parameter.Kind is not SearchParameterKind.Composite
        && (parameter.Kind is not SearchParameterKind.Special || parameter.Code is "near")
        && parameter.Code is not ("_id" or "_lastUpdated");

    private SearchParameter Plain(Draft draft)
    {
        var shared = draft.TargetFilter is null ? _slots.Resolve(draft, _drafts) : Shared(draft);
        var probe = shared is not null && draft.TargetFilter is not null ? Probe(draft, shared) : null;
        var slots = shared ?? [_slots.Add(draft.Definition.Kind, Filtered(draft), draft.Definition.Code)];
        var ends = slots.SelectMany(slot => slot.Members).SelectMany(member => PathEnds.Of(member.Path, _type))
            .ToList();
        return new SearchParameter
        {
            Code = draft.Definition.Code,
            ResourceType = _type.Name,
            Url = draft.Definition.Url,
            Kind = draft.Definition.Kind,
            Expression = string.Join(" | ", Filtered(draft).Select(member => member.Text)),
            Targets = draft.TargetFilter is { } only ? [only] : draft.Definition.Targets,
            Slots = [.. slots.Select(slot => slot.Slot)],
            TargetFilter = probe is null ? null : draft.TargetFilter,
            AbsenceSlot = probe?.AbsenceSlot,
            IdentifierSlot = probe?.IdentifierSlot ?? slots[0].IdentifierSlot,
            TextSlots = [.. slots.Select(slot => slot.TextSlot).OfType<IndexSlot>()],
            TypeSlots = [.. slots.Select(slot => slot.TypeSlot).OfType<IndexSlot>()],
            IsCanonical = draft.Definition.Kind == SearchParameterKind.Reference
                && ends.Count > 0 && ends.TrueForAll(end => end.Type.IsPrimitive),
            IsCode = draft.Definition.Kind == SearchParameterKind.Token
                && ends.Count > 0 && ends.TrueForAll(end => end.Type.Primitive == PrimitiveKind.Code),
        };
    }

    /// <summary>The slots of the unfiltered references, where other parameters have them all anyway.</summary>
    private IReadOnlyList<BoundSlot>? Shared(Draft draft)
    {
        var slots = _slots.Resolve(draft, _drafts, mayAdd: false);
        return slots.Count == 0 ? null : slots;
    }

    private TargetProbe Probe(Draft draft, IReadOnlyList<BoundSlot> slots)
    {
        var code = draft.Definition.Code;
        var probe = new TargetProbe(
            draft.TargetFilter!,
            _probes.Count,
            _slots.Intern($"{code}:identifier", IndexTable.Token),
            _slots.Intern($"{code}:absent", IndexTable.Token));
        _probes.Add(probe);
        foreach (var slot in slots)
            slot.Probes.Add(probe);

        return probe;
    }

    private static IReadOnlyList<UnionMember> Filtered(Draft draft) => draft.TargetFilter is { } type
        ? [.. draft.Members.Select(member => UnionMembers.WithTargetFilter(member, type))]
        : draft.Members;

    private SearchParameter Composite(SearchParameterDefinition definition)
    {
        var alternatives = new List<CompositeAlternative>();
        foreach (var member in UnionMembers.Of(_definitions, _type, definition.Expression!))
        {
            if (member.Path is { } root)
                alternatives.Add(new CompositeAlternative(
                    [.. definition.Components.Select(part => Component(root, definition, part))]));
        }

        return new SearchParameter
        {
            Code = definition.Code,
            ResourceType = _type.Name,
            Url = definition.Url,
            Kind = SearchParameterKind.Composite,
            Expression = definition.Expression,
            Alternatives = alternatives,
        };
    }

    private CompositeComponent Component(
        SearchPath root, SearchParameterDefinition composite, SearchParameterComponent component)
    {
        var kind = _definitions.FindSearchParameter(component.Definition)?.Kind ?? SearchParameterKind.Token;
        var isOfWhole = CompositeParts.IsOfWhole(component.Expression);
        var members = CompositeParts.MembersOf(_definitions, _type, root, component.Expression);
        var slot = Fitting(kind, members, root, isOfWhole, component.Definition)
            ?? _slots.Add(kind, members, $"{composite.Code}:{component.Expression}");
        if (!isOfWhole && root.Steps.Count > 0)
            slot.Root = root;

        return new CompositeComponent(kind, slot.Slot, isOfWhole);
    }

    /// <summary>A slot there is anyway: one with the component's own expression, else the one of the parameter that the
    /// component is defined by. It must not number its parts by another root.</summary>
    private BoundSlot? Fitting(
        SearchParameterKind kind,
        IReadOnlyList<UnionMember> members,
        SearchPath root,
        bool isOfWhole,
        string definition)
    {
        if (_slots.Covering(kind, members) is { } exact && Fits(exact))
            return exact;

        var draft = _drafts.Find(other => string.Equals(other.Definition.Url, definition, StringComparison.Ordinal));
        return draft is null ? null : _slots.Resolve(draft, _drafts).FirstOrDefault(Fits);

        bool Fits(BoundSlot slot) =>
            isOfWhole || (root.Steps.Count == 0
                ? slot.Root is null
                : slot.LiesUnder(root) && (slot.Root is null || slot.Root.ToString() == root.ToString()));
    }
}
