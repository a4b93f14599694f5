using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Values;

/// <summary>The span of time that a node states. Source: https://hl7.org/fhir/R4/search.html#date.</summary>
internal static class TimeSpans
{
    /// <summary>The span of a date, dateTime, instant, Period or Timing; null for anything else and for nothing
    /// stated.</summary>
    public static TimeRange? Of(Node node) => node.Type.Name switch
    {
        "Period" => OfPeriod(node),
        "Timing" => OfTiming(node),
        "Extension" => node.Child("value") is { Exists: true } value ? Of(value) : null,
        _ => OfPrimitive(node),
    };

    /// <summary>A period without start or end is open there.</summary>
    private static TimeRange? OfPeriod(Node period)
    {
        var start = OfPrimitive(period.Child("start"));
        var end = OfPrimitive(period.Child("end"));
        if (start is null && end is null)
            return null;

        var low = start?.Low ?? long.MinValue;
        var high = end?.High ?? long.MaxValue;

        // A period written the wrong way round still says between which instants it lies.
        return low <= high ? new TimeRange(low, high) : new TimeRange(end!.Value.Low, start!.Value.High);
    }

    /// <summary>From the first to the last event; without events the bounds.</summary>
    private static TimeRange? OfTiming(Node timing)
    {
        TimeRange? all = null;
        foreach (var each in timing.ChildrenOf("event"))
        {
            if (OfPrimitive(each) is not { } at)
                continue;

            all = all is { } known
                ? new TimeRange(Math.Min(known.Low, at.Low), Math.Max(known.High, at.High))
                : at;
        }

        if (all is not null)
            return all;

        var repeat = timing.Child("repeat");
        var bounds = repeat.Exists ? repeat.Child("bounds") : default;
        return bounds.Exists && bounds.Type.Name is "Period" ? OfPeriod(bounds) : null;
    }

    private static TimeRange? OfPrimitive(Node node) =>
        node.Exists && node.HasValue && node.Type.IsPrimitive && FhirInstant.TryParse(node.RawText, out var range)
            ? range
            : null;
}
