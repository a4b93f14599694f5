using System.Text;
using Havel.Fhir.Terminology;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Membership;

public sealed class CheckTests
{
    private const string Set = "http://example.org/set";

    private static readonly TerminologyEngine Engine = Shelf.Engine(
        Shelf.AnimalSystem,
        Shelf.System("\"concept\":[{\"code\":\"a\"}]", "http://example.org/part", "fragment"),
        Shelf.System("\"version\":\"1\"", "http://example.org/absent", "not-present"),
        Shelf.Filtered("set", "concept", "is-a", "mammal"),
        Shelf.Set("listed", """
            "include":[{"system":"http://example.org/animals","concept":[{"code":"dog","display":"Best friend"},
             {"code":"dragon"}]},{"system":"http://elsewhere.org","concept":[{"code":"x","display":"Unknown"}]}]
            """),
        Shelf.Set("parts", """
            "include":[{"system":"http://example.org/part"},{"system":"http://example.org/absent"}]
            """),
        Shelf.Set("but", """
            "include":[{"system":"http://example.org/animals"}],
            "exclude":[{"system":"http://example.org/animals","concept":[{"code":"hen"}]}]
            """),
        Shelf.Set("lost", """
            "include":[{"valueSet":["http://example.org/none"]},
             {"system":"http://example.org/animals","valueSet":["http://example.org/none"]}]
            """),
        Shelf.Set("active", """ "inactive":false,"include":[{"system":"http://example.org/animals"}] """),
        Shelf.Set("both", """
            "include":[{"system":"http://example.org/animals",
             "valueSet":["http://example.org/set","http://example.org/listed"]}]
            """),
        """
        {"resourceType":"ValueSet","url":"http://example.org/stored","status":"active","expansion":{"contains":[
         {"system":"http://elsewhere.org","code":"group","abstract":true,"contains":[
          {"system":"http://elsewhere.org","code":"inner"}]}]}}
        """);

    [Theory]
    [InlineData("set", Shelf.Animals, "dog", CodeVerdict.Member)]
    [InlineData("set", Shelf.Animals, "hen", CodeVerdict.NotMember)]
    [InlineData("set", Shelf.Animals, "dragon", CodeVerdict.UnknownCode)]
    [InlineData("set", "http://elsewhere.org", "dog", CodeVerdict.NotMember)]
    [InlineData("set", null, "dog", CodeVerdict.Member)]
    [InlineData("set", null, "hen", CodeVerdict.NotMember)]
    [InlineData("nope", Shelf.Animals, "dog", CodeVerdict.UnknownValueSet)]
    [InlineData("listed", Shelf.Animals, "dog", CodeVerdict.Member)]
    [InlineData("listed", Shelf.Animals, "dragon", CodeVerdict.UnknownCode)]
    [InlineData("listed", "http://elsewhere.org", "x", CodeVerdict.Member)]
    [InlineData("listed", "http://elsewhere.org", "y", CodeVerdict.NotMember)]
    [InlineData("parts", "http://example.org/part", "a", CodeVerdict.Member)]
    [InlineData("parts", "http://example.org/part", "b", CodeVerdict.Undecidable)]
    [InlineData("parts", "http://example.org/absent", "a", CodeVerdict.UnknownSystem)]
    [InlineData("but", Shelf.Animals, "dog", CodeVerdict.Member)]
    [InlineData("but", Shelf.Animals, "hen", CodeVerdict.NotMember)]
    [InlineData("active", Shelf.Animals, "mammoth", CodeVerdict.NotMember)]
    [InlineData("both", Shelf.Animals, "dog", CodeVerdict.Member)]
    [InlineData("both", Shelf.Animals, "cat", CodeVerdict.NotMember)]
    [InlineData("lost", Shelf.Animals, "dog", CodeVerdict.Undecidable)]
    [InlineData("stored", "http://elsewhere.org", "inner", CodeVerdict.Member)]
    [InlineData("stored", "http://elsewhere.org", "other", CodeVerdict.NotMember)]
    public void A_code_is_judged_by_what_is_known(string set, string? system, string code, CodeVerdict expected)
    {
        var check = Engine.Check("http://example.org/" + set, system, code);

        Assert.Equal(expected, check.Verdict);
        Assert.Equal(expected == CodeVerdict.Member, check.Message is null);
    }

    [Theory]
    [InlineData("set", "dog", "Dog", null)]
    [InlineData("set", "dog", "  dog ", null)]
    [InlineData("set", "dog", "Hund", null)]
    [InlineData("set", "dog", "Wolf", "Dog")]
    [InlineData("listed", "dog", "Best friend", null)]
    public void The_text_beside_a_code_is_checked(string set, string code, string display, string? right)
    {
        var check = Engine.Check("http://example.org/" + set, Shelf.Animals, code, display: display);

        Assert.True(check.IsMember);
        Assert.Equal(right, check.Display);
        Assert.Equal(right is not null, check.IsDisplayWrong);
    }

    [Fact]
    public void The_answer_for_a_member_allocates_nothing()
    {
        var system = Encoding.UTF8.GetBytes(Shelf.Animals);
        var code = "dog"u8.ToArray();


        // The runtime itself may allocate while it recompiles, so the best of several rounds counts.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Allocated(system, code)));
    }

    private static long Allocated(byte[] system, byte[] code)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var members = 0;
        for (var i = 0; i < 1000; i++)
            members += Engine.Check(Set, new CodedValue(system, code)).IsMember ? 1 : 0;

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1000, members);
        return allocated;
    }

    [Theory]
    [InlineData("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1", null, "female", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1", null, "Female", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/mimetypes|4.0.1", null, "application/fhir+json; fhirVersion=4.0", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/mimetypes|4.0.1", null, "pdf", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/all-languages|4.0.1", null, "de-AT", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/all-languages|4.0.1", null, "qq", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/currencies|4.0.1", null, "EUR", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/currencies|4.0.1", null, "EURO", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/ucum-units", "http://unitsofmeasure.org", "mm[Hg]", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/ucum-units", "http://unitsofmeasure.org", "mmHg", false)]
    [InlineData("http://hl7.org/fhir/ValueSet/iso3166-1-3", "urn:iso:std:iso:3166", "DEU", true)]
    [InlineData("http://hl7.org/fhir/ValueSet/iso3166-1-3", "urn:iso:std:iso:3166", "DE", false)]
    public void The_bindings_of_R4_can_be_checked_from_the_start(
        string set, string? system, string code, bool expected) =>
        Assert.Equal(expected, Engine.Check(set, system, code).IsMember);
}
