using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Store.Parameters;
using Havel.Store.Databases;

namespace Havel.Store;

/// <content>Custom search parameters: registered at once, indexed in the background, searchable when done.</content>
public sealed partial class FhirStore
{
    private readonly IndexWorker _worker;

    /// <summary>Does what is to be indexed or removed, a step at a time; for tests that do not want to wait.</summary>
    internal IndexWorker Worker => _worker;

    /// <summary>Makes a list of definitions the custom parameters of this store, durably. New ones are indexed for
    /// whatever is written from now on, and in the background for what is there; they can be searched when that is
    /// done. Those that the list lacks, or has with another meaning, are unknown at once, and their rows are removed in
    /// the background.</summary>
    /// <param name="grant">A system grant.</param>
    /// <param name="wanted">All of them, each found valid by
    /// <see cref="Fhir.Search.Custom.SearchParameterReader"/>.</param>
    /// <returns>Whether anything came or went.</returns>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public async Task<bool> UseParametersAsync(Grant grant, IReadOnlyList<SearchParameterDefinition> wanted)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("Search parameters are set by a system.", nameof(grant));

        var registration = new ParameterRegistration(wanted);
        await _committer.RunAsync(registration);
        if (registration.HasChanged && Options.IndexesInBackground)
            _worker.Wake();

        return registration.HasChanged;
    }

    /// <summary>How far the custom parameters are.</summary>
    /// <param name="grant">A system grant: the numbers count everybody's resources.</param>
    /// <exception cref="ArgumentException">The grant is bound by Consents.</exception>
    public IReadOnlyList<ParameterProgress> Progress(Grant grant)
    {
        if (!grant.IsUnrestricted)
            throw new ArgumentException("Progress is told to a system.", nameof(grant));

        return Run(grant, this, static (session, store) => store.Progress(session.Connection));
    }

    private List<ParameterProgress> Progress(Connection reader)
    {
        var jobs = ParameterTable.Jobs(reader).ToDictionary(job => job.Id);
        var left = new Dictionary<long, long>();
        var progress = new List<ParameterProgress>();
        var parameters = ParameterTable.Load(reader);
        foreach (var parameter in parameters)
        {
            var done = 0L;
            if (jobs.TryGetValue(parameter.Job, out var job))
            {
                done = job.Done;
                if (!left.ContainsKey(job.Id))
                    left[job.Id] = TypesOf(job, parameters).Sum(type => Left(reader, job, type));
            }

            progress.Add(new ParameterProgress(
                parameter.Definition, parameter.State, done, left.GetValueOrDefault(parameter.Job)));
        }

        return progress;
    }

    private IEnumerable<int> TypesOf(IndexJob job, List<RegisteredParameter> parameters)
    {
        var catalog = Catalog;
        var own = parameters.FindAll(each => each.Job == job.Id).ConvertAll(each => each.Id);
        return catalog.Custom.Where(custom => own.Contains(custom.Id))
            .SelectMany(catalog.SlotsOf)
            .Select(slot => Types.IdOf(slot.ResourceType))
            .Distinct();
    }

    private static long Left(Connection reader, IndexJob job, int type)
    {
        if (type < job.Type)
            return 0;

        var count = reader.Cached("""
            SELECT count(*) FROM resource INDEXED BY resource_updated
            WHERE type = ?1 AND (updated, rid) > (?2, ?3) AND updated <= ?4
            """);
        count.Bind(1, type);
        count.Bind(2, type == job.Type ? job.Updated : long.MinValue);
        count.Bind(3, type == job.Type ? job.Rid : 0);
        count.Bind(4, job.Cutoff);
        var left = count.Step() ? count.Int64(0) : 0;
        count.Reset();
        return left;
    }

    private static bool IsUnfinished(Connection writer) =>
        writer.Scalar("SELECT 1 FROM search_parameter WHERE state <> 1 LIMIT 1") != 0;

    /// <summary>Brings what is stored to what this program makes of it: a parameter whose slots it binds in another way
    /// than the program before is indexed anew.</summary>
    private static Indexing.ActiveIndex OpenIndex(Connection writer, Fhir.Search.SearchCatalog core, long lastCommit)
    {
        var before = new Interning.InternedNames(writer, "slot").Ids;
        var index = ParameterIndex.Build(writer, core, previous: null);
        var added = index.Catalog.Custom
            .Where(custom => custom.IsReady
                && index.Catalog.SlotsOf(custom).Any(slot => !before.ContainsKey(slot.Name)))
            .ToList();
        if (added.Count == 0)
            return index;

        var job = ParameterTable.AddJob(writer, lastCommit);
        foreach (var custom in added)
            ParameterTable.Set(writer, custom.Id, ParameterState.Indexing, job);

        return ParameterIndex.Build(writer, core, index);
    }
}
