namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>Joins texts at the end of a query.</summary>
internal static class TextJoin
{
    public static string Join(this IEnumerable<string> texts, string separator) => string.Join(separator, texts);
}
