using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Finds what <c>_include</c> and <c>_revinclude</c> add to a page. Every candidate meets the grant before it
/// counts. Source: https://hl7.org/fhir/R4/search.html#include.</summary>
internal sealed class IncludeReader(ReadSession session, ActiveIndex index, List<long> matches)
{
    /// <summary>Types count from 1.</summary>
    private const int UnknownType = 0;

    private readonly HashSet<long> _known = [.. matches];
    private readonly List<long> _included = [];

    /// <summary>Whether there was more than <see cref="Limits.IncludedResources"/>.</summary>
    public bool IsCut { get; private set; }

    public IReadOnlyList<ResourceVersion> Read(IReadOnlyList<IncludeClause> clauses)
    {
        var round = matches;
        for (var number = 0; number < Limits.IncludeRounds && round.Count > 0; number++)
        {
            var before = _included.Count;
            foreach (var clause in clauses)
            {
                if (number == 0 || clause.IsIterating)
                    Follow(clause, round);
            }

            round = _included[before..];
        }

        IsCut |= round.Count > 0 && clauses.Any(clause => clause.IsIterating);
        return ResourceReader.FetchAll(session, _included);
    }

    private void Follow(IncludeClause clause, List<long> rids)
    {
        var slots = SlotsOf(clause);
        var source = slots is null ? TypeOf(clause.SourceType) : null;
        var target = TypeOf(clause.TargetType);
        if (slots is { Length: 0 } || source == UnknownType || target == UnknownType)
            return;

        foreach (var some in rids.Chunk(session.Connection.Dialect.EachAtOnce))
        {
            if (IsCut)
                return;

            var step = new IncludeStep(some, slots, slots is null ? index.Hidden : [], source, target);
            if (clause.IsReverse)
                IncludeWriter.Referrers(session.Sql, step);
            else
                IncludeWriter.Targets(session.Sql, step);

            Gather();
        }
    }

    /// <summary>The references a clause follows; null for all that a resource has. Backwards even "all" must be named,
    /// since that is how the index begins.</summary>
    private int[]? SlotsOf(IncludeClause clause)
    {
        if (clause.Parameter is { } parameter)
            return [.. parameter.Slots.Select(slot => slot.Id)];

        if (!clause.IsReverse)
            return null;

        var types = clause.SourceType is { } source ? [source] : session.Types.Names;
        return [.. types.SelectMany(index.Catalog.ReferencesOf).SelectMany(one => one.Slots)
            .Select(slot => slot.Id).Distinct()];
    }

    private int? TypeOf(string? name) => name is null ? null : session.Types.Find(name) ?? UnknownType;

    private void Gather()
    {
        var rows = session.Sql.Prepare(session.Connection);
        while (rows.Step())
        {
            var rid = rows.Int64(0);
            if (_known.Contains(rid) || !session.Sees(rows.Int64(1), rows.Int32(2)))
                continue;

            if (_included.Count == Limits.IncludedResources)
            {
                IsCut = true;
                break;
            }

            _known.Add(rid);
            _included.Add(rid);
        }

        rows.Reset();
    }
}
