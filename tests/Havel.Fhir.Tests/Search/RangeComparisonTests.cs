using System.Globalization;
using FsCheck.Xunit;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Reading;
using Havel.Fhir.Search.Values;
using Xunit;

namespace Havel.Fhir.Tests.Search;

/// <summary>The inequalities against the specification's own words, tried out point by point on a short line.
/// Source: https://hl7.org/fhir/R4/search.html#prefix.</summary>
public sealed class RangeComparisonTests
{
    private const int First = -1;
    private const int Last = 12;

    private static readonly string[] Formats =
        ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ssZ"];

    [Property(MaxTest = 5000)]
    public void The_inequalities_say_what_the_specification_says(byte a, byte b, byte c, byte d)
    {
        var (low, high) = Sorted(a % 11, b % 11);
        var (rowLow, rowHigh) = Sorted(c % 11, d % 11);
        var search = Points(low, high);
        var row = Points(rowLow, rowHigh);
        var above = Points(high + 1, Last);
        var below = Points(First, low - 1);

        foreach (var prefix in Enum.GetValues<SearchPrefix>())
        {
            var expected = prefix switch
            {
                SearchPrefix.Equal => row.IsSubsetOf(search),
                SearchPrefix.NotEqual => !row.IsSubsetOf(search),
                SearchPrefix.Greater => above.Overlaps(row),
                SearchPrefix.Less => below.Overlaps(row),
                SearchPrefix.GreaterOrEqual => above.Overlaps(row) || row.IsSubsetOf(search),
                SearchPrefix.LessOrEqual => below.Overlaps(row) || row.IsSubsetOf(search),
                SearchPrefix.StartsAfter => !search.Overlaps(row) && row.IsSubsetOf(above),
                SearchPrefix.EndsBefore => !search.Overlaps(row) && row.IsSubsetOf(below),
                _ => search.Overlaps(row),
            };
            Assert.Equal(expected, RangeComparison.Matches(prefix, low, high, rowLow, rowHigh));
        }
    }

    [Property(MaxTest = 2000)]
    public void Implicit_precision_is_half_a_unit_of_the_last_digit(int digits, byte scale, short offset)
    {
        var value = new decimal(digits % 1_000_000, 0, 0, digits < 0, (byte)(scale % 5));
        var unit = new decimal(1, 0, 0, false, (byte)(scale % 5));
        var candidate = value + unit * offset / 1000m;
        var text = value.ToString(CultureInfo.InvariantCulture);
        var (low, high) = NumberText.Read(SearchPrefix.Equal, text)!.Value;
        var row = double.Parse(candidate.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        var expected = candidate >= value - unit / 2 && candidate < value + unit / 2;
        Assert.Equal(expected, RangeComparison.Matches(SearchPrefix.Equal, low, high, row, row));
    }

    [Property(MaxTest = 2000)]
    public void Dates_of_any_precision_hold_exactly_their_instants(int seconds, byte precision)
    {
        var instant = DateTimeOffset.UnixEpoch.AddSeconds(Math.Abs((long)seconds));
        var format = Formats[precision % Formats.Length];
        Assert.True(FhirInstant.TryParse(instant.ToString(format), out var range));

        foreach (var other in new[] { instant, Of(range.Low - 1), Of(range.Low), Of(range.High), Of(range.High + 1) })
        {
            var at = other.ToUnixTimeMilliseconds();
            Assert.Equal(other.ToString(format) == instant.ToString(format), range.Low <= at && at <= range.High);
        }
    }

    private static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static (int Low, int High) Sorted(int one, int other) => one <= other ? (one, other) : (other, one);

    private static HashSet<int> Points(int from, int to) => [.. Enumerable.Range(from, Math.Max(0, to - from + 1))];
}
