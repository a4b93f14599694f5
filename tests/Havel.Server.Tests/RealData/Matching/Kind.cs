namespace Havel.Server.Tests.RealData.Matching;

/// <summary>How a parameter compares. Source: https://hl7.org/fhir/R4/search.html#ptypes.</summary>
internal enum Kind
{
    Token,
    Text,
    Reference,
    Date,
    Number,
    Quantity,
    Uri,
    Composite,
    Id,
}
