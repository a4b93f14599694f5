namespace Havel.Server.Writes;

/// <summary>The pauses between the attempts at a write that others disturb: the first attempts follow at once, later
/// ones let the others finish, and let a copy that is read catch up with what is written; a second in all.</summary>
internal static class Attempts
{
    private const int AtOnce = 4;
    private const int StepMilliseconds = 5;

    /// <summary>Waits before an attempt.</summary>
    /// <param name="attempt">Its number, from 0.</param>
    /// <param name="stop">Set when nobody waits for the answer any more.</param>
    public static Task Pause(int attempt, CancellationToken stop) =>
        attempt < AtOnce ? Task.CompletedTask : Task.Delay(attempt * StepMilliseconds, stop);
}
