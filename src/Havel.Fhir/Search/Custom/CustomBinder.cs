using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Binding;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Custom;

/// <summary>Binds a custom parameter to a resource type on top of R4's own binding, which stays as it is: what R4's
/// parameters find must not depend on what else is registered.</summary>
internal sealed class CustomBinder
{
    private readonly FhirDefinitions _definitions;
    private readonly TypeBinding _core;
    private readonly CustomParameter _parameter;
    private readonly Func<string, int> _intern;
    private readonly List<BoundSlot> _slots = [];

    private CustomBinder(
        FhirDefinitions definitions,
        TypeBinding core,
        CustomParameter parameter,
        Func<string, int> intern)
    {
        _definitions = definitions;
        _core = core;
        _parameter = parameter;
        _intern = intern;
    }

    private SearchParameterDefinition Definition => _parameter.Definition;

    /// <summary>The binding, or null where nothing of the expression begins at the type.</summary>
    /// <param name="definitions">All definitions.</param>
    /// <param name="core">R4's binding of the type.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="intern">Gives the number of a slot's name.</param>
    public static CustomBinding? Bind(
        FhirDefinitions definitions,
        TypeBinding core,
        CustomParameter parameter,
        Func<string, int> intern)
    {
        var binder = new CustomBinder(definitions, core, parameter, intern);
        var bound = parameter.Definition.Kind == SearchParameterKind.Composite ? binder.Composite() : binder.Plain();
        return bound is null ? null : new CustomBinding(parameter, core.Type, bound, binder._slots);
    }

    /// <summary>R4's parameter of the type with the same kind and the same expression, or null: such a parameter is
    /// another name for it and needs no rows of its own.</summary>
    public static SearchParameter? SameAs(
        FhirDefinitions definitions, TypeBinding core, SearchParameterDefinition definition)
    {
        var draft = Draft.Of(definitions, core.Type, definition);
        var same = core.Drafts.FirstOrDefault(other =>
            string.Equals(other.Key, draft.Key, StringComparison.Ordinal)
            && string.Equals(other.TargetFilter, draft.TargetFilter, StringComparison.Ordinal));
        return same is null || draft.Members.Count == 0
            ? null
            : core.Parameters.First(each => string.Equals(each.Code, same.Definition.Code, StringComparison.Ordinal));
    }

    private SearchParameter? Plain()
    {
        var members = UnionMembers.Of(_definitions, _core.Type, Definition.Expression!);
        if (members.Count == 0)
            return null;

        var same = SameAs(_definitions, _core, Definition);
        var own = same is null ? Add(Definition.Kind, members, string.Empty, root: null) : null;
        var ends = members.SelectMany(member => PathEnds.Of(member.Path, _core.Type)).ToList();
        return new SearchParameter
        {
            Code = Definition.Code,
            ResourceType = _core.Type.Name,
            Url = Definition.Url,
            Kind = Definition.Kind,
            Expression = string.Join(" | ", members.Select(member => member.Text)),
            Targets = Definition.Targets.Count == 0 && same is not null ? same.Targets : Definition.Targets,
            Slots = own is null ? same!.Slots : [own.Slot],
            TargetFilter = same?.TargetFilter,
            AbsenceSlot = same?.AbsenceSlot,
            IdentifierSlot = own is null ? same!.IdentifierSlot : own.IdentifierSlot,
            TextSlots = own is null ? same!.TextSlots : own.TextSlot is { } text ? [text] : [],
            TypeSlots = own is null ? same!.TypeSlots : own.TypeSlot is { } type ? [type] : [],
            IsCanonical = Definition.Kind == SearchParameterKind.Reference
                && ends.Count > 0 && ends.TrueForAll(end => end.Type.IsPrimitive),
            IsCode = Definition.Kind == SearchParameterKind.Token
                && ends.Count > 0 && ends.TrueForAll(end => end.Type.Primitive == PrimitiveKind.Code),
            Registration = _parameter.Id,
        };
    }

    private SearchParameter? Composite()
    {
        var alternatives = new List<CompositeAlternative>();
        foreach (var member in UnionMembers.Of(_definitions, _core.Type, Definition.Expression!))
        {
            if (member.Path is { } root)
                alternatives.Add(new CompositeAlternative([.. Definition.Components.Select(part => Part(root, part))]));
        }

        return alternatives.Count == 0 ? null : new SearchParameter
        {
            Code = Definition.Code,
            ResourceType = _core.Type.Name,
            Url = Definition.Url,
            Kind = SearchParameterKind.Composite,
            Expression = Definition.Expression,
            Alternatives = alternatives,
            Registration = _parameter.Id,
        };
    }

    private CompositeComponent Part(SearchPath root, SearchParameterComponent component)
    {
        var kind = ComponentKinds.Settled(component.Definition);
        var members = CompositeParts.MembersOf(_definitions, _core.Type, root, component.Expression);
        var isOfWhole = CompositeParts.IsOfWhole(component.Expression);
        var numbered = !isOfWhole && root.Steps.Count > 0 ? root : null;
        var key = Draft.KeyOf(kind, members);
        var same = _slots.Concat(_core.Slots).FirstOrDefault(slot =>
            slot.Elsewhere.Count == 0
            && (isOfWhole || string.Equals(slot.Root?.ToString(), numbered?.ToString(), StringComparison.Ordinal))
            && string.Equals(Draft.KeyOf(slot.Kind, slot.Members), key, StringComparison.Ordinal));
        var own = same ?? Add(kind, members, $".{_slots.Count + 1}", numbered);
        return new CompositeComponent(kind, own.Slot, isOfWhole);
    }

    private BoundSlot Add(
        SearchParameterKind kind, IReadOnlyList<UnionMember> members, string suffix, SearchPath? root)
    {
        var name = CustomSlots.NameOf(_core.Type.Name, Definition.Code, _parameter.Id) + suffix;
        var extras = CodeExtras.Of(kind, members, _core.Type);
        var slot = new BoundSlot
        {
            Slot = Intern(name, SlotTable.TableOf(kind)),
            Kind = kind,
            Members = members,
            IdentifierSlot = kind == SearchParameterKind.Reference
                ? Intern(name + ":identifier", IndexTable.Token)
                : null,
            TextSlot = extras.HasText ? Intern(name + ":text", IndexTable.Token) : null,
            TypeSlot = extras.HasType ? Intern(name + ":of-type", IndexTable.Token) : null,
            Root = root,
            IsCustom = true,
        };
        _slots.Add(slot);
        return slot;
    }

    private IndexSlot Intern(string name, IndexTable table) => new(_intern(name), name, table, _core.Type.Name);
}
