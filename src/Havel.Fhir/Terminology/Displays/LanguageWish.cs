using System.Globalization;

namespace Havel.Fhir.Terminology.Displays;

/// <summary>The languages somebody reads, in the order of liking, as <c>Accept-Language</c> and
/// <c>displayLanguage</c> write them. Source: RFC 9110, section 12.5.4.</summary>
internal sealed class LanguageWish
{
    /// <summary>No wish.</summary>
    public static readonly LanguageWish None = new([]);

    private LanguageWish(IReadOnlyList<LanguageRange> ranges)
    {
        Text = Write(ranges);
        Ranges = [.. ranges.Where(range => range is { IsAny: false, Weight: > 0 })
            .OrderByDescending(range => range.Weight)];
        IsStrict = ranges.Any(range => range is { IsAny: true, Weight: <= 0 });
    }

    /// <summary>The list in its usual form: <c>de,fr</c>, or <c>de, *; q=0</c> where weights are given.</summary>
    public string Text { get; }

    /// <summary>The languages wished for, the best first.</summary>
    public IReadOnlyList<LanguageRange> Ranges { get; }

    /// <summary>Whether no other language will do: <c>*;q=0</c>.</summary>
    public bool IsStrict { get; }

    /// <summary>Whether anything is wished for.</summary>
    public bool IsStated => Text.Length > 0;

    /// <summary>Reads a list; what cannot be read in it is passed over.</summary>
    public static LanguageWish Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return None;

        var ranges = new List<LanguageRange>();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = item.Split(';', StringSplitOptions.TrimEntries);
            var weight = 1.0;
            if (parts.Length > 1 && parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && !double.TryParse(parts[1].AsSpan(2), CultureInfo.InvariantCulture, out weight))
            {
                continue;
            }

            ranges.Add(new LanguageRange(parts[0], weight));
        }

        return new LanguageWish(ranges);
    }

    private static string Write(IReadOnlyList<LanguageRange> ranges) => ranges.All(range => range.Weight is 1)
        ? string.Join(',', ranges.Select(range => range.Tag))
        : string.Join(", ", ranges.Select(range => range.Weight is 1
            ? range.Tag
            : string.Create(CultureInfo.InvariantCulture, $"{range.Tag}; q={range.Weight}")));
}
