using Havel.Consent.Grants;
using Havel.Fhir.Search;
using Havel.Store.Databases;
using Havel.Store.Holding;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Store;

/// <content>What the read side does about creates that are held back: reads by id find them in memory, everything else
/// has them moved into the database first, unless it is sure to be about other types.</content>
public sealed partial class FhirStore
{
    /// <summary>Returns when everything that was acknowledged is in the database.</summary>
    internal void Settle()
    {
        if (_held is { Index.IsEmpty: false })
            _committer.Settle();
    }

    /// <summary>Reads everything that was acknowledged.</summary>
    private TResult Run<TInput, TResult>(Grant grant, TInput input, Func<ReadSession, TInput, TResult> request)
    {
        try
        {
            Settle();
        }
        catch (Exception trouble) when (trouble is DatabaseException or IOException)
        {
            // A disk that is full takes nothing in, and answers must not lack what was acknowledged.
            return RunInWriter(grant, input, request);
        }

        return ReadersAsIs.Run(grant, input, request);
    }

    private TResult RunInWriter<TInput, TResult>(
        Grant grant, TInput input, Func<ReadSession, TInput, TResult> request)
    {
        TResult result = default!;
        _committer.Read(() =>
        {
            var session = _conditions ??= NewSession(_writer);
            _writer.LimitTime(Options.Time, TimeSpan.FromSeconds(Limits.QuerySeconds));
            session.Begin(grant, _ => Policies.Working);
            try
            {
                result = request(session, input);
            }
            finally
            {
                session.End();
                _writer.LimitTime(Options.Time, limit: null);
            }
        });
        return result;
    }

    /// <summary>The answer for a held resource; null where none is held under that name. Looked for before the database
    /// is, so that a resource on its way is never missed.</summary>
    private ReadResult? ReadHeld(Grant grant, string type, string id)
    {
        if (_held is not { Index: { IsEmpty: false } index }
            || Types.Find(type) is not { } number
            || index.Find(number, id, SearchHash.Key(type, id)) is not { } held)
            return null;

        if (!grant.IsUnrestricted)
        {
            // Its guard fits the policies under which it was written; under others the database has it already, or
            // soon.
            var policies = Policies.Newest;
            if (policies.Version != held.Policies)
            {
                Settle();
                return null;
            }

            var said = policies.Of(held.Place.Subject, _ => held.Patients);
            if (!grant.Reduce(said).Shape.Permits(Guards.KeyOf(held.Place.Guard)))
                return ReadResult.NotFound;
        }

        return new ReadResult(ReadStatus.Found, new ResourceVersion(
            type, id, 1, DateTimeOffset.FromUnixTimeMilliseconds(held.Updated), WriteMethod.Post, held.Body));
    }

    /// <summary>Whether a search need not wait for what is held.</summary>
    private bool IsSettledFor(SearchQuery query) =>
        _held is null || _held.Index.IsEmpty || IsBesideHeld(_held.Index, query);

    /// <summary>Whether a search surely looks at nothing that is held: plain conditions on other types.</summary>
    private bool IsBesideHeld(HeldIndex held, SearchQuery query)
    {
        if (query.Types.Count == 0 || query.Includes.Count > 0 || query.Sort.Count > 0)
            return false;

        foreach (var type in query.Types)
        {
            if (Types.Find(type) is not { } number || held.HasType(number))
                return false;
        }

        foreach (var clause in query.Clauses)
        {
            if (clause is not ValueClause value || !IsPlain(value))
                return false;
        }

        return true;
    }

    private static bool IsPlain(ValueClause clause)
    {
        foreach (var value in clause.Values)
        {
            if (value is not (TokenValue or ReferenceValue or StringValue or DateValue or NumberValue or QuantityValue))
                return false;
        }

        return true;
    }
}
