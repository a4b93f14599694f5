using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>A code with its system; what is absent is null. Display and version say nothing here.</summary>
/// <param name="System">The code system's URI.</param>
/// <param name="Code">The code.</param>
public readonly record struct Coding(string? System, string? Code)
{
    /// <summary>Reads a <c>Coding</c> element.</summary>
    public static Coding From(Node coding) => new(coding.TextOf("system"), coding.TextOf("code"));

    /// <summary>Whether both mean the same. Without a system on one side, or without a code, that is not known;
    /// codes of two systems are never translated into each other.</summary>
    public static Truth Same(Coding left, Coding right)
    {
        if (left.Code is null || right.Code is null)
            return Truth.Unknown;
        if (!string.Equals(left.Code, right.Code, StringComparison.Ordinal))
            return Truth.False;
        if (string.Equals(left.System, right.System, StringComparison.Ordinal))
            return Truth.True;

        return left.System is null || right.System is null ? Truth.Unknown : Truth.False;
    }

    public override string ToString() => $"{System}|{Code}";
}
