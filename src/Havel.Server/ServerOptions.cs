using Havel.Consent.Policies;
using Havel.Fhir.Packages;
using Havel.Server.Validation;

namespace Havel.Server;

/// <summary>What it takes to start a server. There is no option that turns authorisation off.</summary>
/// <param name="Folder">The data folder.</param>
internal sealed record ServerOptions(string Folder)
{
    /// <summary>Where to listen, as Kestrel reads it: <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The FHIR base that links, locations and full URLs are made of, without slash at the end; null for
    /// <see cref="Urls"/> and <c>/fhir</c>. The Host header has no say: who writes it could steer others'
    /// links.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The PostgreSQL database that holds the resources; null for SQLite in the folder.</summary>
    public string? Store { get; init; }

    /// <summary>A copy of it to read from; null to read where is written.</summary>
    public string? ReadStore { get; init; }

    /// <summary>Which texts a new store can be searched by.</summary>
    public Havel.Store.FullText FullText { get; init; }

    /// <summary>What holds for treatment where a patient has said nothing.</summary>
    public Regime Regime { get; init; } = Regime.OptOut;

    /// <summary>Packages named at the start; those kept in the folder are loaded besides.</summary>
    public IReadOnlyList<FhirPackage> Packages { get; init; } = [];

    /// <summary>Which types are checked against profiles when they are written.</summary>
    public ProfilePolicy Profiles { get; init; } = ProfilePolicy.None;

    /// <summary>What the operator decides about writes.</summary>
    public Writes.WritePolicy Writes { get; init; } = Havel.Server.Writes.WritePolicy.Default;

    /// <summary>Hears what a start takes its time for.</summary>
    public Action<string>? Tell { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public IdSource Ids { get; init; } = IdSource.Random;
}
