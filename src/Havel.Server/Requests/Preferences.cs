using Havel.Fhir.Search;

namespace Havel.Server.Requests;

/// <summary>The wishes of a <c>Prefer</c> header. Unknown ones are ignored, as RFC 7240 asks.
/// Source: https://hl7.org/fhir/R4/http.html#ops, https://hl7.org/fhir/R4/search.html#errors.</summary>
internal readonly record struct Preferences(
    ReturnPreference Return, bool IsStrict, bool IsLenient, bool Explains, bool IsAsync)
{
    /// <summary>What to do with search parameters that are not understood.</summary>
    public SearchHandling Handling =>
        IsStrict ? SearchHandling.Strict : IsLenient ? SearchHandling.Lenient : SearchHandling.Unsaid;

    public static Preferences Parse(string? header)
    {
        var result = default(Preferences);
        if (header is null)
            return result;

        foreach (var range in header.AsSpan().SplitAny(',', ';'))
        {
            var wish = header.AsSpan(range).Trim();
            if (wish.Equals("return=minimal", StringComparison.OrdinalIgnoreCase))
                result = result with { Return = ReturnPreference.Minimal };
            else if (wish.Equals("return=representation", StringComparison.OrdinalIgnoreCase))
                result = result with { Return = ReturnPreference.Representation };
            else if (wish.Equals("return=OperationOutcome", StringComparison.OrdinalIgnoreCase))
                result = result with { Return = ReturnPreference.OperationOutcome };
            else if (wish.Equals("handling=strict", StringComparison.OrdinalIgnoreCase))
                result = result with { IsStrict = true };
            else if (wish.Equals("handling=lenient", StringComparison.OrdinalIgnoreCase))
                result = result with { IsLenient = true };
            else if (wish.Equals("explain", StringComparison.OrdinalIgnoreCase))
                result = result with { Explains = true };
            else if (wish.Equals("respond-async", StringComparison.OrdinalIgnoreCase))
                result = result with { IsAsync = true };
        }

        return result;
    }
}
