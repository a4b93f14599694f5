using System.Globalization;

namespace Havel.Server.Tests.RealData;

/// <summary>Risk assessments with probabilities of all sorts: R4 has hardly a number parameter, and the real data one
/// resource with a value for it.</summary>
internal static class MadeUpRisks
{
    private const int Count = 120;

    /// <summary>Writes the file.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> Write(string folder)
    {
        var path = Path.Combine(folder, "risks.ndjson");
        var random = new Random(4711);
        await File.WriteAllLinesAsync(path, Enumerable.Range(1, Count).Select(number => Risk(number, random)));
        return path;
    }

    private static string Risk(int number, Random random) => $$"""
        {"resourceType":"RiskAssessment","id":"made-up-{{number}}","status":"final",
        "subject":{"display":"Nobody"},"prediction":[{{Probability(random)}}]}
        """.ReplaceLineEndings(string.Empty);

    private static string Probability(Random random)
    {
        var first = Text(random.Next(0, 9000), random);
        if (random.Next(4) > 0)
            return $$"""{"probabilityDecimal":{{first}}}""";

        var (low, high) = ($$"""{"value":{{first}},"unit":"%"}""", $$"""{"value":9{{first}},"unit":"%"}""");
        return $$"""{"probabilityRange":{"low":{{low}},"high":{{high}} } }""";
    }

    // As many digits as it pleases, zeros at the end included: the value of a resource has no precision.
    private static string Text(int hundredths, Random random) => (hundredths / 100m)
        .ToString("F" + random.Next(0, 5).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
