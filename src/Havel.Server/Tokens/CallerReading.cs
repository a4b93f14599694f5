using Havel.Consent.Callers;

namespace Havel.Server.Tokens;

/// <summary>What became of an Authorization header: a caller, or why there is none.</summary>
internal readonly record struct CallerReading(Caller? Caller, string? Fault)
{
    public static CallerReading Of(Caller caller) => new(caller, null);

    public static CallerReading No(string fault) => new(null, fault);
}
