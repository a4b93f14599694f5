using Havel.Server.Tests.RealData.Matching;

namespace Havel.Server.Tests.RealData.Queries;

/// <summary>Makes searches from a seed and from what occurs in the data. Parameters of a kind take turns, so that each
/// is used; queries that would find too much to be compared in reasonable time are left out, but for a few.</summary>
internal sealed class QueryMaker
{
    private const int ManyIds = 1_500;
    private const int QueriesOverMany = 12;
    private const int Attempts = 30;

    private readonly Corpus _corpus;
    private readonly BruteForce _matcher;
    private readonly Random _random;
    private readonly ValueMaker _values;
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly Dictionary<Parameter, IReadOnlyList<CorpusResource>> _withValues = [];
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private int _over;

    public QueryMaker(Corpus corpus, BruteForce matcher, int seed)
    {
        _corpus = corpus;
        _matcher = matcher;
        _random = new Random(seed);
        _values = new ValueMaker(_random);
        _parameters = [.. ParameterTable.Types.SelectMany(corpus.Parameters).Where(HasValues)];
    }

    /// <summary>Queries of a kind with one clause.</summary>
    public IEnumerable<Expected> OfKind(Kind kind, int count) =>
        Take(kind.ToString(), count, _parameters.Where(parameter => parameter.Kind == kind), One);

    /// <summary>Ranges of time as two clauses of one parameter.</summary>
    public IEnumerable<Expected> Ranges(int count) =>
        Take("Date range", count, _parameters.Where(parameter => parameter.Kind == Kind.Date), parameter =>
        {
            var dates = new[] { Cell(parameter), Cell(parameter) }.OfType<Cell.Time>()
                .OrderBy(time => time.Spot.Start).ToArray();
            return [
                new Clause(parameter.Code, _values.Pick("ge", "gt", "sa") + _values.Date(dates[0].Spot)),
                new Clause(parameter.Code, _values.Pick("le", "lt", "eb") + _values.Date(dates[1].Spot)),
            ];
        });

    /// <summary>Tokens with <c>:not</c>.</summary>
    public IEnumerable<Expected> Negations(int count) =>
        Take("Not", count, _parameters.Where(parameter => parameter.Kind == Kind.Token), parameter =>
            [new Clause(parameter.Code + ":not", One(parameter)[0].Value), Narrow(parameter.Type)]);

    /// <summary><c>:missing</c>, of types with too many resources together with a second clause.</summary>
    public IEnumerable<Expected> Missing(int count) =>
        Take("Missing", count, _parameters.Where(parameter => parameter.Kind is not Kind.Composite), parameter =>
        {
            var missing = new Clause(parameter.Code + ":missing", _values.Pick("true", "false"));
            return _corpus.Of(parameter.Type).Count > ManyIds ? [missing, Narrow(parameter.Type)] : [missing];
        });

    /// <summary>Two or three clauses, mostly of values of one resource.</summary>
    public IEnumerable<Expected> Combinations(int count) =>
        Take("Combination", count, _parameters, parameter =>
        {
            var resource = Witness(parameter);
            var others = Of(parameter.Type).Where(other => resource.Values(other).Count > 0).ToArray();
            return [.. Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => Clause(_values.Pick(others), resource))];
        });

    /// <summary>A patient's records by code or by date, the searches that are asked most.</summary>
    public IEnumerable<Expected> OfPatient(string code, int count) =>
        Take("Patient and " + code, count, _parameters.Where(each => IsOfPatient(each, code)), parameter =>
        {
            var resource = Witness(parameter);
            var patient = resource.Values(_corpus.Parameter(parameter.Type, "patient")).OfType<Cell.Reference>()
                .FirstOrDefault()?.Target ?? "Patient/none";
            return [new Clause("patient", patient), Clause(parameter, resource)];
        });

    /// <summary>One hop along a reference, mostly with a value of the resource referred to.</summary>
    public IEnumerable<Expected> Chains(int count) =>
        Take("Chain", count, _parameters.Where(parameter => parameter.Kind == Kind.Reference), parameter =>
        {
            if (Cell(parameter) is not Cell.Reference { Target: { } target } || _corpus.Find(target) is not { } witness
                || Inner(witness) is not { } inner)
                return [];

            var type = parameter.Code is "patient" && _random.Next(2) == 0 ? string.Empty : ":" + witness.Type;
            var clause = Clause(inner, witness);
            return [clause with { Name = $"{parameter.Code}{type}.{clause.Name}" }];
        });

    /// <summary>Referred to by something that matches.</summary>
    public IEnumerable<Expected> Has(int count) =>
        TakeQueries(count, _parameters.Where(parameter => parameter.Kind == Kind.Reference), parameter =>
        {
            var witness = Witness(parameter);
            if (_values.Pick(witness.Values(parameter)) is not Cell.Reference { Target: { } target }
                || _corpus.Find(target) is not { Type: var type } || Inner(witness) is not { } inner)
                return null;

            var clause = Clause(inner, witness);
            var name = $"_has:{parameter.Type}:{parameter.Code}:{clause.Name}";
            return new Query(type, [clause with { Name = name }], "Has");
        });

    /// <summary>By id and by time of writing.</summary>
    public IEnumerable<Expected> OfTheServer(int count) =>
        Take("Id and time", count, _parameters, parameter =>
        {
            var resource = Witness(parameter);
            var updated = (Cell.Time)resource.Values(_corpus.Parameter(parameter.Type, "_lastUpdated"))[0];
            var asked = _values.Pick("", "gt", "lt", "ge", "le", "ne") + _values.Date(updated.Spot);
            return _random.Next(3) switch
            {
                0 => [new Clause("_id", $"{resource.Id},{Witness(parameter).Id},none")],
                1 => [new Clause("_id", _random.Next(3) == 0 ? resource.Id.ToUpperInvariant() : resource.Id)],
                _ => [new Clause("_lastUpdated", asked), Narrow(parameter.Type)],
            };
        });

    /// <summary>Searches with one or two sort keys; every sortable parameter takes its turn.</summary>
    public IEnumerable<SortedQuery> Sorted(int count)
    {
        var sortable = _parameters.Where(parameter => _withValues[parameter].Count > 2
            && parameter.Kind is Kind.Date or Kind.Text or Kind.Number or Kind.Quantity).ToArray();
        foreach (var expected in Take("Sort", count, sortable, parameter => [SomeOf(parameter)]))
        {
            var type = expected.Query.Type;
            var others = sortable.Where(parameter => parameter.Type == type)
                .Append(_corpus.Parameter(type, "_id")).Append(_corpus.Parameter(type, "_lastUpdated"));
            var keys = others.OrderBy(_ => _random.Next()).Take(1 + _random.Next(2));
            var directed = keys.Select(key => new SortedQuery.Key(key, _random.Next(2) == 0));
            yield return new SortedQuery(expected, [.. directed]);
        }
    }

    private IEnumerable<Expected> Take(
        string group, int count, IEnumerable<Parameter> parameters, Func<Parameter, IReadOnlyList<Clause>> make) =>
        TakeQueries(count, parameters, parameter =>
            make(parameter) is [_, ..] clauses ? new Query(parameter.Type, clauses, group) : null);

    private IEnumerable<Expected> TakeQueries(
        int count, IEnumerable<Parameter> parameters, Func<Parameter, Query?> make)
    {
        var turns = parameters.ToArray();
        _random.Shuffle(turns);
        for (int made = 0, attempt = 0; made < count && attempt < count * Attempts; attempt++)
        {
            if (make(turns[attempt % turns.Length]) is not { } query || Check(query) is not { } expected)
                continue;

            made++;
            yield return expected;
        }
    }

    private Expected? Check(Query query)
    {
        if (!_made.Add(query.ToString()))
            return null;

        var ids = _matcher.Find(query);
        return ids.Count <= ManyIds || _over++ < QueriesOverMany ? new Expected(query, ids) : null;
    }

    private IReadOnlyList<Clause> One(Parameter parameter) => [Clause(parameter, Witness(parameter))];

    private Clause Clause(Parameter parameter, CorpusResource resource)
    {
        var (modifier, value) = _values.Make(_values.Pick(resource.Values(parameter)));
        if (parameter.Target is not null && modifier is not ":identifier")
            modifier = string.Empty;

        return new Clause(parameter.Code + modifier, value);
    }

    private Clause SomeOf(Parameter parameter) => _corpus.Of(parameter.Type).Count > ManyIds
        ? Narrow(parameter.Type)
        : new Clause(parameter.Code + ":missing", _values.Pick("true", "false", "false"));

    // A second clause that leaves a small part of a large type.
    private Clause Narrow(string type)
    {
        var all = Of(type).ToArray();
        var narrowing = all.Where(parameter => parameter.Kind == Kind.Reference).ToArray();
        return One(_values.Pick(narrowing.Length == 0 ? all : narrowing))[0];
    }

    private Parameter? Inner(CorpusResource witness)
    {
        var inner = Of(witness.Type).Where(parameter => parameter.Kind is not Kind.Composite
            && witness.Values(parameter).Count > 0).ToArray();
        return inner.Length == 0 ? null : _values.Pick(inner);
    }

    private CorpusResource Witness(Parameter parameter) => _values.Pick(_withValues[parameter]);

    private Cell Cell(Parameter parameter) => _values.Pick(Witness(parameter).Values(parameter));

    private IEnumerable<Parameter> Of(string type) => _parameters.Where(parameter => parameter.Type == type);

    private static bool IsOfPatient(Parameter parameter, string code) =>
        parameter.Code == code && ParameterTable.Has(parameter.Type, "patient");

    private bool HasValues(Parameter parameter)
    {
        var with = _corpus.Of(parameter.Type).Where(resource => resource.Values(parameter).Count > 0).ToArray();
        _withValues[parameter] = with;
        return with.Length > 0;
    }
}
