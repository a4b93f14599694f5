namespace Havel.Store.Planning;

/// <summary>Second pass, before any clause: what the grant does not permit is not there. It runs for every row variable
/// of a plan, those at the far end of a reference included.</summary>
internal static class GrantPass
{
    public static void Run(PlanContext context, Draft draft)
    {
        if (context.IsGuarded)
            draft.Always.Add(Permitted.Instance);
    }
}
