using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>What one index row must hold. Several values in one test mean any of them.</summary>
internal abstract record ValueTest
{
    private protected ValueTest()
    {
    }
}

/// <summary>A token, reference or uri with one of these values.</summary>
/// <param name="Values">Hashes, at least one.</param>
/// <param name="System">Hash of the system, 0 for none; null for any.</param>
internal sealed record TokenTest(IReadOnlyList<long> Values, int? System) : ValueTest;

/// <summary>An address that begins so.</summary>
internal sealed record UriTest(string Prefix) : ValueTest;

/// <summary>A text beside a code that has this somewhere.</summary>
internal sealed record TextTest(string Text) : ValueTest;

/// <summary>Any code of a system (<c>system|</c>).</summary>
internal sealed record SystemTest(int System) : ValueTest;

/// <summary>A string. <paramref name="Exact"/> counts only with <see cref="StringMatch.Exact"/>.</summary>
internal sealed record StringTest(StringMatch Match, string Text, int Exact) : ValueTest;

/// <summary>A span of milliseconds since 1970 UTC, compared as <see cref="RangeComparison"/> says.</summary>
internal sealed record DateTest(SearchPrefix Prefix, long Low, long High) : ValueTest;

/// <summary>A number, compared as <see cref="RangeComparison"/> says.</summary>
internal sealed record NumberTest(SearchPrefix Prefix, double Low, double High) : ValueTest;

/// <summary>A quantity: as a number, and of that unit and system where they are not null. Rows of converted quantities
/// count where <paramref name="IsConverted"/> says so, else never.</summary>
internal sealed record QuantityTest(
    SearchPrefix Prefix, double Low, double High, long? Unit, int? System, bool IsConverted) : ValueTest;

/// <summary>A place at most so far from another one.</summary>
/// <param name="Place">The middle and the distance.</param>
/// <param name="Cells">Only of these cells, both ends included; null where the row is found otherwise.</param>
internal sealed record NearTest(NearValue Place, (long First, long Last)? Cells) : ValueTest;

/// <summary>Any value that does not pass another test.</summary>
internal sealed record OtherTest(ValueTest Same) : ValueTest;

/// <summary>Any row at all.</summary>
internal sealed record AnyTest : ValueTest
{
    public static AnyTest Instance { get; } = new();
}
