using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Names in paths: elements, checked against the definitions, and the type an expression may start
/// with.</summary>
internal sealed class MemberBinder(CompilationSession session)
{
    /// <summary>What <c>type()</c> gives has elements of its own. Source:
    /// https://hl7.org/fhirpath/N1/#reflection.</summary>
    private static readonly string[] Reflected = ["name", "namespace", "baseType", "element", "elementType"];

    /// <summary>A name at the start of an expression: a type that <c>$this</c> has, or an element of it.</summary>
    public Bound BindStart(MemberSyntax member, Bound self)
    {
        if (member.Name.Length > 0 && char.IsAsciiLetterUpper(member.Name[0])
            && session.Definitions.FindType(member.Name) is { } type)
        {
            return BindRoot(member, type, self);
        }

        return Bind(self, member);
    }

    public Bound Bind(Bound source, MemberSyntax member)
    {
        var type = source.Type;
        if (type.IsUnknown)
            return BindUnknown(source, member);
        if (type.IsEmpty)
            return new Bound(new ConstantStep(default), StaticType.Empty);

        var found = Lookup(type, member.Name);
        if (found.IsOpen)
            return new Bound(Append(source.Step, member.Name, isSingle: false), StaticType.Unknown);
        if (found.Elements.Count == 0)
            return BindMissing(source, member);

        var types = found.Elements.SelectMany(element => element.Types).Distinct().ToArray();
        var isSingle = found.Elements.TrueForAll(element => !element.IsArray);
        var result = new StaticType(types, IsMany: type.IsMany || !isSingle, Targets: TargetsOf(found.Elements));
        return new Bound(Append(source.Step, member.Name, isSingle), result);
    }

    /// <summary>Of what may be anything, at least some type must have the element.</summary>
    private Bound BindUnknown(Bound source, MemberSyntax member)
    {
        if (session.Names.Find(member.Name) >= 0 || Reflected.Contains(member.Name))
            return new Bound(Append(source.Step, member.Name, isSingle: false), StaticType.Unknown);

        var hint = Choice(session.Names.Choices, member.Name) ?? session.Meant(member.Name, session.Names.All);
        return session.Fail(member.Position, $"No type has an element {member.Name}{hint}");
    }

    private Bound BindRoot(MemberSyntax member, TypeDefinition type, Bound self)
    {
        var test = new TypeTest(type, FhirPathKind.None);
        var mine = self.Type;
        if (mine.IsUnknown)
            return new Bound(new OfTypeStep(self.Step, test), StaticType.Of(type) with { IsMany = mine.IsMany });
        if (mine.Fhir.Count > 0 && mine.Fhir.All(each => each.Is(type)))
            return self;
        if (mine.Fhir.Any(type.Is))
            return new Bound(new OfTypeStep(self.Step, test), StaticType.Of(type) with { IsMany = mine.IsMany });
        if (session.ForeignRootsAreEmpty)
            return new Bound(new ConstantStep(default), StaticType.Empty);

        return session.Fail(
            member.Position, $"The path starts at {type.Name}, but the context is {mine.Describe()}");
    }

    private Bound BindMissing(Bound source, MemberSyntax member)
    {
        // FHIRPath's view of a primitive has no element "value", but its definition does.
        if (member.Name == "value" && source.Type.Fhir.Count > 0 && source.Type.Fhir.All(type => type.IsPrimitive))
            return new Bound(new PrimitiveValueStep(source.Step), StaticType.Unknown);

        var elements = source.Type.Fhir.SelectMany(type => type.Elements).Select(element => element.Name);
        var choices = source.Type.Fhir.SelectMany(type => type.Elements).Where(element => element.IsChoice);
        var hint = Choice(choices, member.Name) ?? session.Meant(member.Name, elements);
        return session.Fail(member.Position, $"{source.Type.Describe()} has no element {member.Name}{hint}");
    }

    private PathStep Append(Step source, string name, bool isSingle)
    {
        var segment = new PathSegment(name, session.Names.Find(name), isSingle);
        return source is PathStep path
            ? new PathStep(path.Source, [.. path.Segments, segment], session.Names.ByProperty)
            : new PathStep(source, [segment], session.Names.ByProperty);
    }

    private (List<ElementDefinition> Elements, bool IsOpen) Lookup(StaticType self, string name)
    {
        var elements = new List<ElementDefinition>();
        foreach (var type in self.Fhir)
        {
            if (type.FindElement(name) is { } element)
                elements.Add(element);
            else if (type.IsAbstract && IsOpen(type, name))
                return (elements, true);
        }

        return (elements, false);
    }

    /// <summary>Whether some specialisation of an abstract type has such an element.</summary>
    private bool IsOpen(TypeDefinition type, string name) =>
        session.Definitions.Types.Any(other => other.FindElement(name) is not null && other.Is(type));

    /// <summary>The resource types that references in the elements lead to; null when any may be.</summary>
    private TypeDefinition[]? TargetsOf(List<ElementDefinition> elements)
    {
        var targets = new List<TypeDefinition>();
        foreach (var element in elements)
        {
            foreach (var name in element.TargetTypes)
            {
                if (session.Definitions.FindType(name) is not { IsAbstract: false } target)
                    return null;
                targets.Add(target);
            }
        }

        return targets.Count == 0 ? null : [.. targets.Distinct()];
    }

    /// <summary>Says how FHIRPath writes a choice that is spelt as in JSON.</summary>
    private static string? Choice(IEnumerable<ElementDefinition> choices, string name)
    {
        foreach (var element in choices)
        {
            if (name.Length <= element.Name.Length || !name.StartsWith(element.Name, StringComparison.Ordinal))
                continue;

            var rest = name[element.Name.Length..];
            var type = element.Types.FirstOrDefault(
                each => string.Equals(each.Name, rest, StringComparison.OrdinalIgnoreCase));
            if (type is not null)
                return $" (FHIRPath writes {element.Name}, or {element.Name}.ofType({type.Name}))";
        }

        return null;
    }
}
