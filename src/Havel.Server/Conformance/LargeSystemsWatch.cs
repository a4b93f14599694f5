using Havel.Store.Terminology;

namespace Havel.Server.Conformance;

/// <summary>Looks now and then whether large code systems came or went, so that an import by the command line is taken
/// into use without a restart.</summary>
internal sealed class LargeSystemsWatch : IDisposable
{
    private readonly ITimer _timer;

    public LargeSystemsWatch(TerminologyFolder systems, ConformanceState conformance, TimeProvider clock) =>
        _timer = clock.CreateTimer(
            _ => Look(systems, conformance), null, Limits.TerminologyLook, Limits.TerminologyLook);

    public void Dispose() => _timer.Dispose();

    private static void Look(TerminologyFolder systems, ConformanceState conformance)
    {
        try
        {
            if (systems.Refresh())
                conformance.RenewTerminology();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // A file that is just being put in place: the next look finds it.
        }
    }
}
