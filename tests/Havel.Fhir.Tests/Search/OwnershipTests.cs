using Havel.Fhir.Definitions;
using Havel.Fhir.Search;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Search;

public sealed class OwnershipTests
{
    private static readonly Ownership Rule = new(FhirDefinitions.R4);

    public static TheoryData<string, string> Cases => Read("ownership.txt");

    public static TheoryData<string, string> DateCases => Read("clinical-dates.txt");

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

        Assert.Equal(
            ["Patient/1", "Patient/2"], through.Resolve([OwnerSet.Of(["Patient/2"]), OwnerSet.Directory]).Patients);
        Assert.Equal(["Patient/1"], through.Resolve([null, OwnerSet.Directory]).Patients);
        Assert.Equal(OwnerKind.Unowned, through.Resolve([OwnerSet.Unowned, OwnerSet.Directory]).Kind);
    }

    [Theory]
    [InlineData(true, OwnerKind.Directory)]
    [InlineData(false, OwnerKind.Unowned)]
    public void What_points_to_directory_data_alone_is_open_only_where_the_rule_says_so(
        bool mayBeOpen, OwnerKind expected)
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
            var names = elements.SelectMany(element => element.Split("..")).Select(element => element.Split('.')[0]);
            foreach (var name in names)
                Assert.True(definition.FindElement(name) is not null, $"{type}.{name}");
        }
    }

    [Theory]
    [MemberData(nameof(DateCases))]
    public void The_clinical_date_is_when_it_happened(string expected, string json)
    {
        var date = ClinicalDate.Of(SearchFixture.Parse(json));
        var day = date is { } range ? DateTimeOffset.FromUnixTimeMilliseconds(range.Low).ToString("yyyy-MM-dd")
            : "none";

        Assert.Equal(expected, day);
    }

    private static TheoryData<string, string> Read(string name)
    {
        var cases = new TheoryData<string, string>();
        var file = Path.Combine(Repository.Find()!, "tests/Havel.Fhir.Tests/Search/Cases", name);
        var lines = File.ReadAllLines(file).Skip(2).ToList();
        for (var at = 0; at + 1 < lines.Count; at += 2)
            cases.Add(lines[at], lines[at + 1].Trim());

        return cases;
    }
}
