namespace Havel.Server.Tests.RealData.Matching;

/// <summary>Answers a search by looking at every resource. It reads the query for itself and shares no code with the
/// server: https://hl7.org/fhir/R4/search.html, with the choices written down in docs/search.md.</summary>
internal sealed class BruteForce(Corpus corpus, DateTimeOffset now)
{
    /// <summary>The ids of the resources that match all clauses, as <c>Type/id</c>.</summary>
    public IReadOnlySet<string> Find(Query query)
    {
        var tests = query.Clauses.Select(clause => Test(query.Type, clause.Name, clause.Value)).ToArray();
        return corpus.Of(query.Type).Where(resource => tests.All(test => test(resource)))
            .Select(resource => resource.Key).ToHashSet(StringComparer.Ordinal);
    }

    private Func<CorpusResource, bool> Test(string type, string name, string value)
    {
        if (name.StartsWith("_has:", StringComparison.Ordinal))
            return Has(type, name.Split(':', 4), value);

        if (name.Split('.', 2) is [var head, var rest])
            return Chain(type, head, rest, value);

        var (code, modifier) = Divide(name);
        var parameter = corpus.Parameter(type, code);
        if (modifier is "missing")
            return resource => resource.Values(parameter).Count == 0 == (value is "true");

        var cells = ValueTest.Of(parameter, modifier, value, now);
        return modifier is "not"
            ? resource => !resource.Values(parameter).Any(cells)
            : resource => resource.Values(parameter).Any(cells);
    }

    // reference:Type.parameter=value: what is referred to must match.
    private Func<CorpusResource, bool> Chain(string type, string head, string rest, string value)
    {
        var (code, target) = Divide(head);
        var reference = corpus.Parameter(type, code);
        var targetType = target.Length > 0 ? target : reference.Target ?? "Patient";
        var matching = Find(new Query(targetType, [new Clause(rest, value)], string.Empty));
        return resource => Targets(resource, reference).Any(matching.Contains);
    }

    // _has:Type:reference:parameter=value: something that matches must refer to it.
    private Func<CorpusResource, bool> Has(string type, string[] parts, string value)
    {
        var reference = corpus.Parameter(parts[1], parts[2]);
        var test = Test(parts[1], parts[3], value);
        var named = corpus.Of(parts[1]).Where(test).SelectMany(resource => Targets(resource, reference))
            .Where(target => target.StartsWith(type + "/", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return resource => named.Contains(resource.Key);
    }

    private static IEnumerable<string> Targets(CorpusResource resource, Parameter parameter) =>
        resource.Values(parameter).OfType<Cell.Reference>().Select(cell => cell.Target).OfType<string>();

    private static (string Code, string Modifier) Divide(string name) =>
        name.Split(':', 2) is [var code, var modifier] ? (code, modifier) : (name, string.Empty);
}
