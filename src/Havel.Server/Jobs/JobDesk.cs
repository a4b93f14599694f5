using System.Collections.Concurrent;
using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Server.Interactions;
using Havel.Server.Requests;
using Havel.Server.Responses;
using Havel.Server.Routing;
using Havel.Store.Jobs;
using Interaction = Havel.Server.Routing.Interaction;

namespace Havel.Server.Jobs;

/// <summary>Requests that are answered later. They are kept in the store, so that any process can say how far one is,
/// or go on with it. An answer is given out under the policies it was made under and for a short time only: when
/// anybody has taken back a consent since, it is made anew under the caller's right of that moment.
/// Source: https://hl7.org/fhir/R4/async.html.</summary>
internal sealed class JobDesk(Deployment home, Dispatch dispatch, Routes routes) : IAsyncDisposable
{
    // After so many answers that were overtaken by new policies, one is made while the caller waits.
    private const int PatientRuns = 3;

    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _free = new(Limits.RunningJobs);

    private static readonly FhirResponse TooMany = Outcomes.Of(429, IssueType.Throttled,
        $"You have {Limits.MaxJobs} requests that are answered later. Fetch or delete one of them.");

    private static readonly FhirResponse Expired = Outcomes.Of(410, IssueType.Expired,
        "This was carried out. What it answered is not kept, because what is open to you may have changed since.");

    /// <summary>What can be answered later: searches, histories, operations, batches and transactions.</summary>
    public static bool Takes(FhirRequest request) => request.Route.Interaction
        is Interaction.SearchType or Interaction.SearchSystem or Interaction.SearchCompartment
        or Interaction.HistoryInstance or Interaction.HistoryType or Interaction.HistorySystem
        or Interaction.Operation or Interaction.Bundle;

    private Grant Grant => home.Background("jobs", "keeps requests and answers that it does not read");

    private long Now => home.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes a request in.</summary>
    public async ValueTask<FhirResponse> Accept(Caller caller, FhirRequest request)
    {
        var job = new JobRow(home.Ids.Next(), JobRequest.OwnerOf(caller), Now, JobRequest.Write(request))
        {
            Beat = Now,
            Runs = 1,
        };
        var oldest = Now - (long)Limits.JobLife.TotalMilliseconds;
        if (!await home.Store.AddJobAsync(Grant, job, oldest, Limits.MaxJobs))
            return TooMany;

        Start(job, caller);
        return new FhirResponse(202) { ContentLocation = $"{home.BaseUrl}/{Routes.JobPath}/{job.Id}" };
    }

    /// <summary>Says how far one is, gives out its answer, or gives it up.</summary>
    public async ValueTask<FhirResponse> Answer(Caller caller, FhirRequest request, CancellationToken stop)
    {
        var (job, policy) = await home.Store.FindJobAsync(Grant, request.Route.Id);
        if (job is null || !job.Owner.AsSpan().SequenceEqual(JobRequest.OwnerOf(caller)))
            return Outcomes.NotFound;

        if (request.Verb == Verb.Delete)
            return await Remove(job);

        if (!job.IsDone)
            return await Progress(job, caller);

        if (job.Policy == policy && Now - job.Beat < (long)Limits.JobResultLife.TotalMilliseconds)
            return new FhirResponse(job.Status) { Body = job.Result };

        var asked = JobRequest.Read(job.Request, routes);
        if (!JobRequest.Reads(asked))
            return Expired;

        return job.Runs < PatientRuns ? await Again(job, caller) : await Carry(caller, asked, stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (id, running) in _running.ToArray())
        {
            await running.Stop.CancelAsync();
            await running.Work;

            // Whoever is asked next takes it over at once.
            await home.Store.BeatJobAsync(Grant, id, 0);
        }
    }

    /// <summary>That it is not done yet. Source: https://hl7.org/fhir/R4/async.html#3.1.6.3.2 for how that is
    /// told.</summary>
    private FhirResponse Working(JobRow job) => new(202)
    {
        Progress = IsReindexing(job) && home.Store.Reindexing(Grant) is { } progress
            ? progress.ToString()
            : "in progress",
    };

    private bool IsReindexing(JobRow job) =>
        JobRequest.Read(job.Request, routes).Route.Operation is { IsResumable: true };

    private async Task<FhirResponse> Progress(JobRow job, Caller caller)
    {
        if (_running.ContainsKey(job.Id) || Now - job.Beat < (long)Limits.JobSilence.TotalMilliseconds)
            return Working(job);

        // Its process has died. What only reads is begun again; of what writes nobody knows how far it came.
        if (JobRequest.Reads(JobRequest.Read(job.Request, routes)))
            return await Again(job, caller);

        var lost = Outcomes.Of(500, IssueType.Transient,
            "The server was stopped while it carried this out. It may be done or not: look before you ask again.");
        await home.Store.EndJobAsync(Grant, job.Id, 200, Wrap(lost).Body, Now);
        return Wrap(lost);
    }

    private async Task<FhirResponse> Again(JobRow job, Caller caller)
    {
        if (await home.Store.BeginJobAsync(Grant, job, Now))
            Start(job, caller);

        return Working(job);
    }

    private async Task<FhirResponse> Remove(JobRow job)
    {
        if (_running.TryGetValue(job.Id, out var running))
            await running.Stop.CancelAsync();

        if (!job.IsDone && IsReindexing(job))
            await home.Store.StopReindexAsync(Grant);

        await home.Store.RemoveJobAsync(Grant, job.Id);
        return new FhirResponse(202);
    }

    private void Start(JobRow job, Caller caller)
    {
        var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        _running[job.Id] = new Running(stop, Work());
        begun.SetResult();

        async Task Work()
        {
            await begun.Task;
            await Task.Yield();
            try
            {
                await Run(job, caller, stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Given up, or the server stops: there is nobody to tell.
            }
            finally
            {
                _running.TryRemove(job.Id, out _);
            }
        }
    }

    private async Task Run(JobRow job, Caller caller, CancellationToken stop)
    {
        using var beat = home.Clock.CreateTimer(
            _ => _ = home.Store.BeatJobAsync(Grant, job.Id, Now), null, Limits.JobBeat, Limits.JobBeat);
        await _free.WaitAsync(stop);
        FhirResponse answer;
        try
        {
            answer = await Carry(caller, JobRequest.Read(job.Request, routes), stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            answer = Wrap(Outcomes.InternalError);
        }
        finally
        {
            _free.Release();
        }

        stop.ThrowIfCancellationRequested();
        await home.Store.EndJobAsync(Grant, job.Id, 200, answer.Body, Now);
        answer.Owner?.Dispose();
    }

    /// <summary>The grant is made now, by the dispatch, whenever the request was accepted.</summary>
    private async Task<FhirResponse> Carry(Caller caller, FhirRequest request, CancellationToken stop)
    {
        var answer = await dispatch.Run(caller, request, stop);
        if (answer.Body.Length > Limits.MaxJobBytes)
        {
            answer.Owner?.Dispose();
            answer = Outcomes.Of(413, IssueType.TooCostly, $"The answer is longer than {Limits.MaxJobBytes} bytes.");
        }

        return request.Route.Interaction == Interaction.Bundle && answer.Status == 200 ? answer : Wrap(answer);
    }

    /// <summary>As the one entry of a batch-response.</summary>
    private FhirResponse Wrap(FhirResponse answer) =>
        BundleAnswer.Of("batch-response", [answer], home.BaseUrl, ReturnPreference.Unstated);

    private sealed record Running(CancellationTokenSource Stop, Task Work);
}
