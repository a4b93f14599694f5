using Havel.Fhir.Search;
using Xunit;

namespace Havel.Fhir.Tests.Search;

/// <summary>These numbers stand in databases: a change of any of them breaks every store there is.</summary>
public sealed class SearchHashTests
{
    [Fact]
    public void Hashes_never_change()
    {
        Assert.Equal(561233665457642093L, SearchHash.Key("Patient", "123"));
        Assert.Equal(-652428815726283470L, SearchHash.Token("8480-6"));
        Assert.Equal(246059257, SearchHash.System("http://loinc.org"));
        Assert.Equal(7700095135958880599L, SearchHash.Uri("http://example.org/ValueSet/ä"));
        Assert.Equal(3491087364088350316L, SearchHash.Unit("mm[Hg]"));
        Assert.Equal(-712928578, SearchHash.Exact("Müller"));
    }

    [Fact]
    public void Text_and_bytes_hash_alike()
    {
        Assert.Equal(SearchHash.Key("Patient/äß"), SearchHash.Key("Patient/äß"u8));
        Assert.Equal(SearchHash.Key("Patient", "1"), SearchHash.Key("Patient/1"));
        Assert.Equal(SearchHash.Token("AbÄ"), SearchHash.Token("aBÄ"u8));
        Assert.Equal(SearchHash.System("x"), SearchHash.System("x"u8));
        Assert.Equal(SearchHash.Unit("x"), SearchHash.Unit("x"u8));
    }

    [Fact]
    public void Nothing_hashes_to_zero_where_zero_means_none()
    {
        Assert.Equal(0, SearchHash.System(string.Empty));
        Assert.Equal(0, SearchHash.Unit(string.Empty));
        Assert.NotEqual(0, SearchHash.System(" "));
    }
}
