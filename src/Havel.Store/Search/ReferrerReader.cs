using Havel.Store.Planning;
using Havel.Store.Reading;

namespace Havel.Store.Search;

/// <summary>Whether anything refers to a resource: by the references that search parameters know.</summary>
internal static class ReferrerReader
{
    /// <summary>Whether the session's grant shows another resource that refers to this one.</summary>
    public static bool Any(ReadSession session, long rid)
    {
        var slots = session.Types.Names.SelectMany(session.Index.Catalog.ReferencesOf)
            .SelectMany(parameter => parameter.Slots)
            .Select(slot => slot.Id)
            .Distinct()
            .ToArray();
        IncludeWriter.Referrers(session.Sql, new IncludeStep([rid], slots, [], Source: null, Target: null));
        var rows = session.Sql.Prepare(session.Connection);
        var isFound = false;
        while (!isFound && rows.Step())
            isFound = rows.Int64(0) != rid && session.Sees(rows.Int64(1), rows.Int32(2));

        rows.Reset();
        return isFound;
    }
}
