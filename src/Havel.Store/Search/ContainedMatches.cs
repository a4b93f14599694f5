using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Matching;
using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Searches contained resources: what contains one of the type is found by an index, under the grant; whether
/// the contained resource fits is looked up in the body. So containers are counted before they are read.
/// Source: https://hl7.org/fhir/R4/search.html#contained.</summary>
internal sealed class ContainedMatches(ReadSession session, SearchQuery query)
{
    private const int Chunk = 256;

    private readonly ContainedSearch _contained = query.Contained!;
    private readonly SearchRows _rows = new();

    /// <summary>All matches in their order.</summary>
    public List<(ContainedPlace Place, ResourceVersion Resource)> Found { get; } = [];

    /// <summary>Looks.</summary>
    /// <returns>Why there is no answer, or null.</returns>
    public Issue? Find()
    {
        if (Containers(out var places) is { } fault)
            return fault;

        for (var from = 0; from < places.Count; from += Chunk)
        {
            var some = places.GetRange(from, Math.Min(Chunk, places.Count - from));
            var bodies = ResourceReader.FetchAll(session, some.ConvertAll(place => place.Rid));
            for (var at = 0; at < some.Count; at++)
                Container(some[at], bodies[at]);
        }

        return null;
    }

    private Issue? Containers(out List<ContainedPlace> places)
    {
        places = [];
        var containers = new SearchQuery { Types = [], Clauses = [_contained.Containers] };
        var most = Limits.SearchedContainers;
        var plan = Planner.PlanSearch(session.PlanContext, containers, Draft.All, out var issue);
        if (plan is null)
            return issue;

        SqlWriter.Page(session.Sql, plan, after: null, most + 1L);
        var rows = session.Sql.Prepare(session.Connection);
        while (places.Count <= most && rows.Step())
            places.Add(new ContainedPlace(rows.Int64(0), rows.Int64(1), rows.Int64(2), Number: 0));

        rows.Reset();
        return places.Count <= most ? null : Issue.Error(
            IssueType.TooCostly,
            $"More than {most} resources contain a {query.Types[0]}; each of them would have to be read.");
    }

    private void Container(ContainedPlace place, in ResourceVersion container)
    {
        var number = 0;
        foreach (var node in session.Parse(container.Body).Root.ChildrenOf("contained"))
        {
            number++;
            if (!string.Equals(node.Type.Name, query.Types[0], StringComparison.Ordinal) || !Fits(node))
                continue;

            if (!_contained.IsAlone)
            {
                Found.Add((place, container));
                return;
            }

            Found.Add((place with { Number = number }, Alone(container, node)));
        }
    }

    private bool Fits(Node node)
    {
        _rows.Clear();
        session.Index.Extractor.Extract(node, _rows);
        var matcher = new RowMatcher(node.Type.Name, node.TextOf("id"), _rows);
        return query.Clauses.All(matcher.Matches);
    }

    private static ResourceVersion Alone(in ResourceVersion container, Node node) => container with
    {
        Id = $"{container.Id}#{node.TextOf("id")}",
        Body = node.RawValue.ToArray(),
        ContainedType = node.Type.Name,
    };
}
