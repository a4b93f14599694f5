using Havel.Fhir.Definitions;
using Havel.Fhir.Search;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Search;

public sealed class OwnershipTests
{
    private static readonly Ownership Rule = new(FhirDefinitions.R4);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            var file = Path.Combine(Repository.Find()!, "tests/Havel.Fhir.Tests/Search/Cases/ownership.txt");
            var lines = File.ReadAllLines(file).Skip(2).ToList();
            for (var at = 0; at + 1 < lines.Count; at += 2)
                cases.Add(lines[at], lines[at + 1].Trim());

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resource_belongs_to_whom_its_case_says(string expected, string json)
    {
        var owners = Rule.Owners(SearchFixture.Parse(json));

        Assert.Equal(expected, owners.Kind == OwnerKind.ThroughTargets
            ? $"{string.Join(", ", owners.Patients)} through {string.Join(", ", owners.Targets)}".TrimStart()
            : owners.ToString());
    }

    [Fact]
    public void A_patient_owns_itself_under_the_id_it_gets() => Assert.Equal(
        ["Patient/new"],
        Rule.Owners(SearchFixture.Parse("""{"resourceType":"Patient","id":"sent"}"""), "new").Patients);

    [Fact]
    public void Targets_give_their_owners_and_an_unowned_one_closes()
    {
        var through = OwnerSet.ThroughTargets(["Patient/1"], ["Observation/2", "Organization/3"], mayBeOpen: true);

        Assert.Equal(["Patient/1", "Patient/2"], through.Resolve([OwnerSet.Of(["Patient/2"]), OwnerSet.Directory]).Patients);
        Assert.Equal(["Patient/1"], through.Resolve([null, OwnerSet.Directory]).Patients);
        Assert.Equal(OwnerKind.Unowned, through.Resolve([OwnerSet.Unowned, OwnerSet.Directory]).Kind);
    }

    [Theory]
    [InlineData(true, OwnerKind.Directory)]
    [InlineData(false, OwnerKind.Unowned)]
    public void What_points_to_directory_data_alone_is_open_only_where_the_rule_says_so(bool mayBeOpen, OwnerKind expected)
    {
        var through = OwnerSet.ThroughTargets([], ["Organization/3"], mayBeOpen);

        Assert.Equal(expected, through.Resolve([OwnerSet.Directory]).Kind);
        Assert.Equal(OwnerKind.Unowned, through.Resolve([null]).Kind);
    }

    [Fact]
    public void Every_element_of_the_clinical_dates_exists()
    {
        foreach (var (type, elements) in ClinicalDate.Table)
        {
            var definition = FhirDefinitions.R4.FindType(type);
            Assert.NotNull(definition);
            foreach (var name in elements.SelectMany(element => element.Split("..")).Select(element => element.Split('.')[0]))
                Assert.True(definition.FindElement(name) is not null, $"{type}.{name}");
        }
    }

    [Theory]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"effectiveDateTime":"2020-02","issued":"2021-01-01T00:00:00Z"}""", "2020-02-01")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"issued":"2021-01-01T00:00:00Z"}""", "2021-01-01")]
    [InlineData("""{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"title":"x"}}],"date":"2021-01-01T00:00:00Z","context":{"period":{"start":"2019-05-01"}}}""", "2019-05-01")]
    [InlineData("""{"resourceType":"Patient","birthDate":"1970-01-01"}""", null)]
    public void The_clinical_date_is_when_it_happened(string json, string? expected)
    {
        var date = ClinicalDate.Of(SearchFixture.Parse(json));

        Assert.Equal(expected, date is { } range ? DateTimeOffset.FromUnixTimeMilliseconds(range.Low).ToString("yyyy-MM-dd") : null);
    }
}
