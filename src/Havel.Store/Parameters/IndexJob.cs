namespace Havel.Store.Parameters;

/// <summary>A row of <c>index_job</c>: a walk over the resources that were there when parameters were registered, in
/// the order (type, updated, rid). What is written later is indexed when it is written and lies behind the
/// end.</summary>
/// <param name="Id">Number of the job.</param>
/// <param name="Cutoff">The last commit before the registration, in milliseconds since 1970 UTC.</param>
/// <param name="Type">Number of the type the walk is in.</param>
/// <param name="Updated">Of the last resource done.</param>
/// <param name="Rid">The last resource done.</param>
/// <param name="Done">How many resources are done.</param>
internal sealed record IndexJob(long Id, long Cutoff, int Type, long Updated, long Rid, long Done)
{
    /// <summary>Whether a resource has come by, or was written after the registration.</summary>
    public bool HasPassed(int type, long updated, long rid) =>
        updated > Cutoff || (type, updated, rid).CompareTo((Type, Updated, Rid)) <= 0;
}
