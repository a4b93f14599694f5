using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Store.Planning;
using Havel.Store.Reading;
using Havel.Store.Search;

namespace Havel.Store.Everything;

/// <summary>Reads <c>$everything</c> page by page: first the records in the order (type where all patients are meant,
/// subject, at, rid), then the directory data around them by rid. Each resource comes once over all pages, since each
/// part is a set in one order and a page goes on behind the last. Every row meets the grant, the records that lead to
/// directory data too.</summary>
internal sealed class EverythingReader(ReadSession session, EverythingQuery query)
{
    private readonly List<ResourceVersion> _records = [];
    private readonly List<ResourceVersion> _around = [];
    private readonly ResourceParser _parser = new(FhirDefinitions.R4, new ParseOptions { KeepFaulty = true });
    private EverythingPlace _last;
    private bool _hasMore;
    private Issue? _issue;

    private bool IsFull => _records.Count + _around.Count == query.Records.Count;

    /// <summary>The page; the directory data are its <see cref="SearchPage.Included"/>.</summary>
    public SearchResult Read(PageCursor? after)
    {
        if (EverythingPlace.Of(after) is not { } place)
        {
            return new SearchResult(
                null, Issue.Error(IssueType.Invalid, "The page address belongs to another search. Search anew."));
        }

        _last = place;
        if (!place.IsAround)
        {
            ReadRecords(place);
            place = new EverythingPlace(IsAround: true, 0, 0, 0, 0);
        }

        if (!_hasMore && _issue is null)
            ReadAround(place);

        return _issue is null
            ? new SearchResult(
                new SearchPage(_records, _around, null, _hasMore ? _last.ToCursor() : null, IsCut: false), null)
            : new SearchResult(null, _issue);
    }

    /// <summary>Of one patient all types are one small set. Of all patients each type is walked along its index: one
    /// order over all types would have to be sorted.</summary>
    private void ReadRecords(EverythingPlace place)
    {
        if (query.Records.Types.Count == 0)
            return;

        if (query.Origin is not null)
        {
            ReadRound(query.Records, place);
            return;
        }

        for (var round = place.Round; round < query.Records.Types.Count && !_hasMore && _issue is null; round++)
        {
            var from = round == place.Round ? place : new EverythingPlace(IsAround: false, round, 0, 0, 0);
            ReadRound(query.Records with { Types = [query.Records.Types[round]] }, from);
        }
    }

    private void ReadRound(SearchQuery round, EverythingPlace place)
    {
        var plan = Planner.PlanSearch(session.PlanContext, round, Limits.EverythingChunk, out _issue);
        while (plan is not null && !_hasMore)
        {
            var after = place.Rid == 0 ? null : new PagePosition([], place.Subject, place.At, place.Rid);
            var page = PageReader.Read(session, plan, after, Limits.EverythingChunk);
            for (var at = 0; at < page.Rids.Count; at++)
            {
                var rid = page.Rids[at];
                var (subject, date) = page.Places is { } places ? places[at] : PlaceOf(rid);
                place = place with { Subject = subject, At = date, Rid = rid };
                if (!Take(rid, page.Matches is { } matches ? matches[at] : null, place))
                    return;
            }

            if (page.Next is null)
                return;
        }
    }

    /// <summary>False where the page was full already.</summary>
    private bool Take(long rid, ResourceVersion? known, EverythingPlace place)
    {
        // Directory data of a type that can also be a patient's: it comes with the directory.
        if (query.Origin is null && place.Subject == Interning.SubjectTable.Directory)
            return true;

        var record = known ?? ResourceReader.Fetch(session, rid);
        if (!IsOfCare(record))
            return true;

        if (IsFull)
        {
            _hasMore = true;
            return false;
        }

        _records.Add(record);
        _last = place;
        return true;
    }

    private void ReadAround(EverythingPlace place)
    {
        var types = new List<int>(query.Around.Count);
        foreach (var name in query.Around)
        {
            if (session.Types.Find(name) is { } type)
                types.Add(type);
        }

        if (types.Count == 0)
            return;

        if (query.Origin is null)
        {
            DirectoryWriter.All(session, types, query.Since, place.Rid);
        }
        else
        {
            var plan = Planner.PlanSearch(session.PlanContext, query.Origin, Draft.All, out _issue);
            if (plan is null)
                return;

            DirectoryWriter.Referred(session, plan, types, query.Since, place.Rid, query.WithPatients);
        }

        var rids = Rids();
        var free = query.Records.Count - _records.Count - _around.Count;
        _hasMore = rids.Count > free;
        var taken = rids[..Math.Min(rids.Count, free)];
        _around.AddRange(ResourceReader.FetchAll(session, taken));
        if (taken.Count > 0)
            _last = new EverythingPlace(IsAround: true, 0, 0, 0, taken[^1]);
    }

    private List<long> Rids()
    {
        var rids = new List<long>();
        var rows = session.Sql.Prepare(session.Connection);
        while (rids.Count + _records.Count <= query.Records.Count && rows.Step())
            rids.Add(rows.Int64(0));

        rows.Reset();
        return rids;
    }

    private (long Subject, long At) PlaceOf(long rid)
    {
        var row = session.Connection.Cached("SELECT subject, at FROM resource WHERE rid = ?1");
        row.Bind(1, rid);
        var place = row.Step() ? (row.Int64(0), row.Int64(1)) : default;
        row.Reset();
        return place;
    }

    /// <summary>A period belongs to every day it touches, so the start of it, which the order has, is not
    /// enough.</summary>
    private bool IsOfCare(in ResourceVersion record)
    {
        if (query.Care is not { } care)
            return true;

        var parsed = _parser.Parse(record.Body);
        var root = (parsed.Table ?? parsed.Faulty)?.Root ?? default;
        return !root.Exists || ClinicalDate.Of(root) is not { } date
            || (date.Low <= care.High && date.High >= care.Low);
    }
}
