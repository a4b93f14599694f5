using Havel.Fhir.Packages;
using Havel.Fhir.Profiles.Checks;
using Havel.Fhir.Terminology;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Checks;

public sealed class ValueSetCheckTests
{
    [Fact]
    public void A_plain_code_and_a_coding_without_system_have_answers_of_their_own()
    {
        var check = new ValueSetCheck(
            new TerminologyEngine(ConformanceCatalog.Core), "http://hl7.org/fhir/ValueSet/administrative-gender");
        for (var round = 0; round < 2; round++)
        {
            Assert.True(check.Check(new CodedValue(default, "male"u8, infersSystem: true)).IsMember);
            Assert.False(check.Check(new CodedValue(default, "male"u8)).IsMember);
        }
    }
}
