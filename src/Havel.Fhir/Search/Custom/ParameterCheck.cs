using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.FhirPath.Compilation;
using Havel.Fhir.Issues;
using Havel.Fhir.Search.Binding;
using Havel.Fhir.Search.Paths;
using Havel.Fhir.Search.Reading;

namespace Havel.Fhir.Search.Custom;

/// <summary>What a definition must fulfil before anything is indexed for it. A fault here is told at once; found later
/// it would be an empty answer.</summary>
internal sealed class ParameterCheck(
    SearchCatalog catalog,
    SearchParameterDefinition definition,
    Func<string, SearchParameterDefinition?>? find,
    List<Issue> issues)
{
    private const string ExpressionPath = "SearchParameter.expression";

    public void Run()
    {
        Head();
        var types = Types();
        if (issues.Exists(issue => issue.IsError))
            return;

        foreach (var type in types)
            Expression(type);

        foreach (var type in types.SelectMany(Concrete).Distinct())
            Code(type);
    }

    private void Head()
    {
        if (definition.Url.Length == 0)
            Refuse(IssueType.Required, "A search parameter needs a url.", "SearchParameter.url");

        if (!IsCode(definition.Code))
        {
            Refuse(
                IssueType.Value,
                $"'{Quoted.Of(definition.Code)}' cannot stand in a query: a code has letters, digits, '-' and '_', and "
                + "begins with a letter or '_'.",
                "SearchParameter.code");
        }
        else if (ReservedCodes.Has(definition.Code))
        {
            Refuse(
                IssueType.BusinessRule, $"{definition.Code} means something else in every search.",
                "SearchParameter.code");
        }

        if (definition.Kind == SearchParameterKind.Special)
            Refuse(IssueType.NotSupported, "Parameters of type special are not supported.", "SearchParameter.type");

        if (definition.Usage is not (SearchParameterUsage.Normal or SearchParameterUsage.Phonetic))
        {
            Refuse(
                IssueType.NotSupported, $"Matching by '{definition.Usage}' is not supported.",
                "SearchParameter.xpathUsage");
        }

        if (string.IsNullOrEmpty(definition.Expression))
            Refuse(IssueType.Required, "Without an expression nothing can be indexed.", ExpressionPath);

        if (definition.Kind == SearchParameterKind.Composite && definition.Components.Count < 2)
            Refuse(IssueType.Required, "A composite has at least two components.", "SearchParameter.component");
    }

    private List<TypeDefinition> Types()
    {
        var types = new List<TypeDefinition>();
        foreach (var name in definition.BaseTypes)
        {
            if (catalog.Definitions.FindType(name) is { IsResource: true } type)
                types.Add(type);
            else
                Refuse(IssueType.Value, $"'{Quoted.Of(name)}' is no resource type.", "SearchParameter.base");
        }

        if (definition.BaseTypes.Count == 0)
            Refuse(IssueType.Required, "A search parameter needs a base.", "SearchParameter.base");

        if (definition.Code.StartsWith('_') && types.Exists(type => type.Base is not null))
        {
            Refuse(
                IssueType.BusinessRule, "Codes with a leading '_' belong to parameters of all types (base Resource).",
                "SearchParameter.code");
        }

        return types;
    }

    private void Expression(TypeDefinition type)
    {
        var compiled = FhirPathCompiler.CompileSearch(definition.Expression!, type, catalog.Definitions);
        foreach (var issue in compiled.Issues.Where(issue => issue.IsError))
            Refuse(issue.Type, issue.Message, ExpressionPath);

        if (compiled.Expression is { IsAlwaysEmpty: true })
            Refuse(IssueType.Value, $"The expression gives nothing for {type.Name}.", ExpressionPath);

        if (compiled.Expression is not { IsAlwaysEmpty: false })
            return;

        var members = UnionMembers.Of(catalog.Definitions, type, definition.Expression!);
        if (definition.Kind == SearchParameterKind.Composite)
            Components(type, members);
        else
            Kinds(type, members, definition.Kind, ExpressionPath);
    }

    private void Kinds(
        TypeDefinition type, IReadOnlyList<UnionMember> members, SearchParameterKind kind, string where)
    {
        foreach (var member in members)
        {
            var result = ResultOf(type, member);
            if (result.IsEmpty && member.Path is not null)
                Refuse(IssueType.Value, $"{member.Text} leads nowhere in {type.Name}.", where);
            else if (!result.IsEmpty && !KindTypes.Fit(kind, result))
                Refuse(
                    IssueType.Value,
                    $"{member.Text} is of type {result.Describe()}, where a {kind.ToString().ToLowerInvariant()} has "
                    + "nothing to compare.",
                    where);
        }
    }

    private StaticType ResultOf(TypeDefinition type, UnionMember member) => member.Path is { } path
        ? new StaticType([.. PathEnds.Of(path, type).Select(end => end.Type).Distinct()])
        : FhirPathCompiler.CompileSearch(member.Text, type, catalog.Definitions).Expression?.Result
            ?? StaticType.Unknown;

    private void Components(TypeDefinition type, IReadOnlyList<UnionMember> members)
    {
        foreach (var member in members)
        {
            if (member.Path is not { } root)
            {
                Refuse(
                    IssueType.NotSupported, "The expression of a composite must be a path, such as "
                    + "Observation.component.", ExpressionPath);
                continue;
            }

            foreach (var component in definition.Components)
                Component(type, root, component);
        }
    }

    private void Component(TypeDefinition type, SearchPath root, SearchParameterComponent component)
    {
        const string Where = "SearchParameter.component";
        if (ComponentKinds.Of(component.Definition, catalog, find) is not { } kind)
        {
            Refuse(
                IssueType.NotFound, $"The search parameter '{Quoted.Of(component.Definition)}' is not known.", Where);
            return;
        }

        var members = CompositeParts.MembersOf(catalog.Definitions, type, root, component.Expression);
        if (members.Count == 0 || members.Any(member => member.Path is null))
        {
            Refuse(
                IssueType.NotSupported,
                $"'{Quoted.Of(component.Expression)}' must be a path that begins at {root}, such as value.", Where);
            return;
        }

        Kinds(type, members, kind, Where);
    }

    /// <summary>R4's meaning of a code stays: what others build on it must not change under them.</summary>
    private void Code(TypeDefinition type)
    {
        var core = catalog.CoreBinding(type.Name);
        if (core is null || CodeHolder(type) is not { } holder || IsSame(core, holder))
            return;

        Refuse(
            IssueType.Duplicate,
            $"{type.Name} has a search parameter '{definition.Code}' already, with another meaning: {holder.Url}. Give "
            + "this one another code.",
            "SearchParameter.code");
    }

    private bool IsSame(TypeBinding core, SearchParameter holder)
    {
        if (holder.Registration != 0)
            return string.Equals(holder.Url, definition.Url, StringComparison.Ordinal);

        var own = catalog.Definitions.FindSearchParameter(holder.Url);
        return string.Equals(own?.Expression, definition.Expression, StringComparison.Ordinal)
            || (CustomBinder.SameAs(catalog.Definitions, core, definition) is { } same
                && string.Equals(same.Code, definition.Code, StringComparison.Ordinal));
    }

    private SearchParameter? CodeHolder(TypeDefinition type) =>
        catalog.Find(type.Name, definition.Code)
        ?? catalog.CustomBindings.Where(each => ReferenceEquals(each.Type, type)).Select(each => each.Bound)
            .FirstOrDefault(each => string.Equals(each.Code, definition.Code, StringComparison.Ordinal));

    private IEnumerable<TypeDefinition> Concrete(TypeDefinition type) =>
        catalog.Definitions.ResourceTypes.Where(each => each.Is(type));

    private void Refuse(IssueType type, string message, string where)
    {
        if (!issues.Exists(issue => string.Equals(issue.Message, message, StringComparison.Ordinal)))
            issues.Add(Issue.Error(type, message, where));
    }

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= Limits.SearchCodeCharacters
        && (char.IsAsciiLetter(code[0]) || code[0] == '_')
        && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
