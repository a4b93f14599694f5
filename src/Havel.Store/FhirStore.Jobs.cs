using Havel.Consent.Grants;
using Havel.Store.Jobs;

namespace Havel.Store;

/// <content>Requests that are answered later. The store keeps them for all processes; it does not know what they
/// ask.</content>
public sealed partial class FhirStore
{
    /// <summary>Takes a job in, under the policy version of the moment, and drops those that are too old.</summary>
    /// <returns>False where its owner has as many as allowed.</returns>
    public Task<bool> AddJobAsync(Grant grant, JobRow job, long oldest, int most) =>
        OnJobs(grant, (table, policy) => table.Add(job with { Policy = policy }, oldest, most));

    /// <summary>A job, and the policy version of the moment.</summary>
    public Task<(JobRow? Job, long Policy)> FindJobAsync(Grant grant, string id) =>
        OnJobs(grant, (table, policy) => (table.Find(id), policy));

    /// <summary>Begins a job anew.</summary>
    /// <returns>False where it is gone, or somebody else has begun it.</returns>
    public Task<bool> BeginJobAsync(Grant grant, JobRow job, long now) =>
        OnJobs(grant, (table, policy) => table.Begin(job.Id, job.Runs, policy, now));

    /// <summary>Says that a job is being worked on; the time 0 says that nobody does any more.</summary>
    public Task BeatJobAsync(Grant grant, string id, long now) => OnJobs(grant, (table, _) => table.Beat(id, now));

    /// <summary>Keeps a job's answer, if it is still there.</summary>
    public Task EndJobAsync(Grant grant, string id, int status, ReadOnlyMemory<byte> result, long now) =>
        OnJobs(grant, (table, _) => table.End(id, status, result.Span, now));

    /// <summary>Forgets a job.</summary>
    public Task RemoveJobAsync(Grant grant, string id) => OnJobs(grant, (table, _) => table.Remove(id));

    private async Task<TResult> OnJobs<TResult>(Grant grant, Func<JobTable, long, TResult> step)
    {
        MustBeSystem(grant);
        var task = new JobTask<TResult>(step);
        await _committer.RunAsync(task);
        return task.Result!;
    }
}
