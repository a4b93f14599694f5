using Havel.Fhir.Nodes;

namespace Havel.Consent.Resources;

/// <summary>Which element of a type says what a resource is about, and which what kind of entry it is.</summary>
internal static class CodedElements
{
    public static CodedFacts Codes(Node resource, string type) => CodedFacts.None;

    public static CodedFacts Classes(Node resource, string type) => CodedFacts.None;
}
