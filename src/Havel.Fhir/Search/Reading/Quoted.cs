namespace Havel.Fhir.Search.Reading;

/// <summary>What a client sent, as an issue repeats it: never more than a line.</summary>
internal static class Quoted
{
    public static string Of(string text) =>
        text.Length <= Limits.QuotedBytes ? text : text[..Limits.QuotedBytes] + "...";
}
