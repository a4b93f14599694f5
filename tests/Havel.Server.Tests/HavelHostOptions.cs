using Havel.Consent.Policies;
using Havel.Server.Writes;

namespace Havel.Server.Tests;

/// <summary>How a test's server differs from the usual.</summary>
public sealed record HavelHostOptions
{
    /// <summary>The data folder; null for a fresh one that is deleted in the end.</summary>
    public string? Folder { get; init; }

    /// <summary>The PostgreSQL database, as <c>--store</c> takes it; null for SQLite, or for a fresh PostgreSQL
    /// database where <c>HAVEL_TEST_DATABASE=postgres</c> asks for it.</summary>
    public string? Store { get; init; }

    /// <summary>A copy of that database to read from, as <c>--read-store</c> takes it; null for none.</summary>
    public string? ReadStore { get; init; }

    public Regime Regime { get; init; } = Regime.OptOut;

    /// <summary>The clock; null for a <see cref="TestClock"/> at noon of 1 June 2026.</summary>
    public TestClock? Clock { get; init; }

    /// <summary>Gives the ids the server makes; null for random ones.</summary>
    public Func<string>? Ids { get; init; }

    /// <summary>What of profiles is checked on writes, as <c>--profiles</c> says it.</summary>
    public string Profiles { get; init; } = "off";

    /// <summary>What the operator decides about writes.</summary>
    public WritePolicy Writes { get; init; } = WritePolicy.Default;
}
