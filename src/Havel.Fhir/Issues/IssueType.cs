namespace Havel.Fhir.Issues;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-issue-type.html. Written in lower case with dashes on the
/// wire.</summary>
public enum IssueType : byte
{
    Invalid,
    Structure,
    Required,
    Value,
    Invariant,
    Security,
    Login,
    Unknown,
    Expired,
    Forbidden,
    Processing,
    NotSupported,
    Duplicate,
    MultipleMatches,
    NotFound,
    Deleted,
    TooLong,
    CodeInvalid,
    Extension,
    TooCostly,
    BusinessRule,
    Conflict,
    Transient,
    Exception,
    Timeout,
    Throttled,
    NoStore,
    Informational,
}
