using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Names in paths: elements, checked against the definitions, and the type an expression may start
/// with.</summary>
internal sealed class MemberBinder(CompilationSession session)
{
    /// <summary>A name at the start of an expression: a type that <c>$this</c> has, or an element of it.</summary>
    public Bound BindStart(MemberSyntax member, StaticType self)
    {
        if (char.IsAsciiLetterUpper(member.Name[0]) && session.Definitions.FindType(member.Name) is { } type)
            return BindRoot(member, type, self);

        return Bind(new Bound(ThisStep.Instance, self), member);
    }

    public Bound Bind(Bound source, MemberSyntax member)
    {
        var type = source.Type;
        if (type.IsUnknown)
            return new Bound(Append(source.Step, member.Name, isSingle: false), StaticType.Unknown);
        if (type.IsEmpty)
            return new Bound(new ConstantStep(default), StaticType.Empty);

        var found = Lookup(type, member.Name);
        if (found.IsOpen)
            return new Bound(Append(source.Step, member.Name, isSingle: false), StaticType.Unknown);
        if (found.Elements.Count == 0)
            return BindMissing(source, member);

        var types = found.Elements.SelectMany(element => element.Types).Distinct().ToArray();
        var isSingle = found.Elements.TrueForAll(element => !element.IsArray);
        var result = new StaticType(types, IsMany: type.IsMany || !isSingle);
        return new Bound(Append(source.Step, member.Name, isSingle), result);
    }

    private Bound BindRoot(MemberSyntax member, TypeDefinition type, StaticType self)
    {
        var test = new TypeTest(type, FhirPathKind.None);
        if (self.IsUnknown)
            return new Bound(new OfTypeStep(ThisStep.Instance, test), StaticType.Of(type));
        if (self.Fhir.Count > 0 && self.Fhir.All(mine => mine.Is(type)))
            return new Bound(ThisStep.Instance, self);
        if (self.Fhir.Any(mine => type.Is(mine)))
            return new Bound(new OfTypeStep(ThisStep.Instance, test), StaticType.Of(type));
        if (session.ForeignRootsAreEmpty)
            return new Bound(new ConstantStep(default), StaticType.Empty);

        return session.Fail(member.Position, $"The path starts at {type.Name}, but the context is {Describe(self)}");
    }

    private Bound BindMissing(Bound source, MemberSyntax member)
    {
        // FHIRPath's view of a primitive has no element "value", but its definition does.
        if (member.Name == "value" && source.Type.Fhir.Count > 0 && source.Type.Fhir.All(type => type.IsPrimitive))
            return new Bound(new PrimitiveValueStep(source.Step), StaticType.Unknown);

        var hint = Hint(source.Type, member.Name);
        return session.Fail(member.Position, $"{Describe(source.Type)} has no element {member.Name}{hint}");
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

    private static string Describe(StaticType type) =>
        type.Fhir.Count == 0 ? type.System.ToString()
            : string.Join(" or ", type.Fhir.Select(each => each.Name).Take(5));

    private static string Hint(StaticType type, string name)
    {
        foreach (var element in type.Fhir.SelectMany(each => each.Elements))
        {
            if (element.IsChoice && name.StartsWith(element.Name, StringComparison.Ordinal))
                return $" (FHIRPath writes {element.Name}, or {element.Name}.ofType(...))";
            if (string.Equals(element.Name, name, StringComparison.OrdinalIgnoreCase))
                return $" (but {element.Name})";
        }

        return string.Empty;
    }
}
