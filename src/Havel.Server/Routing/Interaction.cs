namespace Havel.Server.Routing;

/// <summary>What a request asks for. Source: https://hl7.org/fhir/R4/http.html.</summary>
internal enum Interaction : byte
{
    /// <summary>Nothing this server knows: refused.</summary>
    None,

    /// <summary>A path that exists, by a method it does not have.</summary>
    WrongMethod,
    Health,
    Capabilities,
    Read,
    VersionRead,
    Update,
    Delete,
    Create,
    SearchType,
    SearchSystem,
    SearchCompartment,
    HistoryInstance,
    HistoryType,
    HistorySystem,
    Bundle,
    ConditionalUpdate,
    ConditionalDelete,
    Patch,
    ConditionalPatch,

    /// <summary>How far a request is that is answered later; DELETE gives it up.</summary>
    Job,

    /// <summary>An operation of <see cref="Operations.OperationTable"/>.</summary>
    Operation,
}
