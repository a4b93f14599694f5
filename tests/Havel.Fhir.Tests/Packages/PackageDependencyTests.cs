using Havel.Fhir.Packages;
using Xunit;
using static Havel.Fhir.Tests.Packages.MadePackage;

namespace Havel.Fhir.Tests.Packages;

public sealed class PackageDependencyTests
{
    [Theory]
    [InlineData("1.5.4")]
    [InlineData("1.5.x")]
    [InlineData("1.x")]
    [InlineData("current")]
    [InlineData("latest")]
    [InlineData("dev")]
    [InlineData("^1.2.0")]
    [InlineData("current$main")]
    public void A_dependency_that_is_loaded_is_not_missing(string wish) => Assert.Empty(
        PackageDependencies.Check([Read("user", "1", $$"""{"base":"{{wish}}"}"""), Of("base", "1.5.4")]));

    [Fact]
    public void What_is_missing_is_named_with_who_needs_it_and_what_there_is()
    {
        var issues = PackageDependencies.Check(
            [Read("a", "1", """{"base":"2.0.0"}"""), Read("b", "1", """{"base":"2.0.0"}"""), Of("base", "1.5.4")]);

        var message = Assert.Single(issues).Message;
        Assert.Equal("The package base 2.0.0 is missing; loaded is 1.5.4. It is needed by a#1, b#1.", message);
        Assert.False(issues[0].IsError);
    }

    [Fact]
    public void The_core_is_always_there() =>
        Assert.Empty(PackageDependencies.Check([Read("a", "1", """{"hl7.fhir.r4.core":"4.0.1"}""")]));

    [Fact]
    public void The_package_of_the_fhir_version_stands_for_the_one_without() => Assert.Empty(PackageDependencies.Check(
        [Read("a", "1", """{"hl7.terminology":"6.4.0"}"""), Of("hl7.terminology.r4", "6.4.0")]));

    [Fact]
    public void Circles_end()
    {
        var a = Read("a", "1", """{"b":"1"}""");
        var b = Read("b", "1", """{"a":"1"}""");

        Assert.Equal(["a#1", "b#1"], PackageDependencies.Closure(a, [a, b]).Order(StringComparer.Ordinal));
    }
}
