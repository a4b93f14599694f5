using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Xunit;

namespace Havel.Fhir.Tests.Xml;

public sealed class XmlFaultTests
{
    [Theory]
    [InlineData("<unicorn/>", "Patient", "no element unicorn")]
    [InlineData("<active value='true' foo='1'/>", "Patient.active", "no attribute foo")]
    [InlineData("<name foo='1'><family value='x'/></name>", "Patient.name[0]", "no attribute foo")]
    [InlineData("<name>x<family value='x'/></name>", "Patient.name[0]", "Text stands")]
    [InlineData("<name><family value='x'>y</family></name>", "Patient.name[0]", "Text stands")]
    [InlineData("<name><family value='x'/><![CDATA[y]]></name>", "Patient.name[0]", "Text stands")]
    [InlineData("<name><id value='x'/><family value='x'/></name>", "Patient.name[0]", "is an attribute")]
    [InlineData("<active value='true'/><active value='true'/>", "Patient.active", "twice")]
    [InlineData("<deceasedBoolean value='true'/><deceasedDateTime value='1970'/>", "Patient.deceased", "second value")]
    [InlineData("<active xmlns='http://x' value='true'/>", "Patient", "not in the namespace")]
    [InlineData("<active xmlns='' value='true'/>", "Patient", "not in the namespace")]
    [InlineData("<active/>", "Patient.active", "empty")]
    [InlineData("<active value=''/>", "Patient.active", "Expected true or false")]
    [InlineData("<birthDate value=''/>", "Patient.birthDate", "empty")]
    [InlineData("<multipleBirthInteger value='two'/>", "Patient.multipleBirth", "Expected a number")]
    [InlineData("<name/>", "Patient.name[0]", "empty")]
    [InlineData("<gender value='m'/>", "Patient.gender", "none of the codes")]
    [InlineData("<contained/>", "Patient.contained[0]", "no resourceType")]
    [InlineData("<contained><Unicorn/></contained>", "Patient.contained[0]", "no resource type")]
    [InlineData("<contained><Patient/><Patient/></contained>", "Patient.contained[0]", "one resource")]
    public void What_fhir_does_not_allow_is_told_with_its_place(string content, string path, string message)
    {
        var fault = ReadXml.PatientFault("\n" + content);
        Assert.StartsWith(path, fault.Expression);
        Assert.Contains(message, fault.Message);
        Assert.Equal(2, fault.Line);
    }

    [Theory]
    [InlineData("<div>x</div>", "is not in the namespace")]
    [InlineData("<div xmlns='http://www.w3.org/1999/xhtml'><x xmlns='http://x'/></div>", "namespace of XHTML")]
    [InlineData("<div xmlns='http://www.w3.org/1999/xhtml'><script/></div>", "<script>")]
    [InlineData("<div xmlns='http://www.w3.org/1999/xhtml'><p onclick='x'/></div>", "onclick")]
    public void A_narrative_meets_its_own_rules(string div, string message)
    {
        var result = ReadXml.Any(
            $"<Patient {ReadXml.Namespace}><text><status value='empty'/>{div}</text></Patient>");
        Assert.False(result.IsValid);
        Assert.Contains(result.Issues, issue => issue.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("<")]
    [InlineData("<Patient")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'></Patientt>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'/><Patient xmlns='http://hl7.org/fhir'/>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'/>x")]
    [InlineData("<Patient/>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir/'/>")]
    [InlineData("<f:Patient xmlns='http://hl7.org/fhir'/>")]
    [InlineData("<?xml version='1.0' encoding='ISO-8859-1'?><Patient xmlns='http://hl7.org/fhir'/>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><id value='&nbsp;'/></Patient>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><id value='&#0;'/></Patient>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><id value='a\u0001'/></Patient>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><id value='a\uFFFE'/></Patient>")]
    [InlineData("<Patient xmlns='http://hl7.org/fhir'><id value='a' value='b'/></Patient>")]
    [InlineData("<!DOCTYPE Patient><Patient xmlns='http://hl7.org/fhir'/>")]
    [InlineData("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><Patient xmlns='http://hl7.org/fhir'/>")]
    public void What_is_no_xml_or_no_fhir_is_one_fault(string xml) =>
        Assert.Equal(IssueSeverity.Fatal, ReadXml.Fault(xml).Severity);

    [Theory]
    [InlineData("<?xml?>")]
    [InlineData("<?xml encoding='UTF-8'?>")]
    [InlineData("<?xml version=1.0?>")]
    [InlineData("<?xml version=''?>")]
    [InlineData("<?xml version='1.1'?>")]
    [InlineData("<?xml version='1.0'encoding='UTF-8'?>")]
    [InlineData("<?xml version='1.0' encoding=''?>")]
    [InlineData("<?xml version='1.0' standalone='yes' encoding='UTF-8'?>")]
    [InlineData("<?xml version='1.0' standalone='maybe'?>")]
    [InlineData("<?xml version='1.0' version='1.0'?>")]
    [InlineData("<?xml version='1.0' foo='bar'?>")]
    [InlineData("<?xml:x y?>")]
    [InlineData("<?p:q r?>")]
    [InlineData("<?a?b?>")]
    public void What_stands_before_the_root_is_held_to_the_grammar_of_xml(string head) =>
        Assert.Equal(IssueSeverity.Fatal, ReadXml.Fault($"{head}<Patient {ReadXml.Namespace}/>").Severity);

    [Theory]
    [InlineData("xmlns:p='u' xmlns:q='u' p:x='1' q:x='1'", "twice")]
    [InlineData("xmlns:p='http://www.w3.org/2000/xmlns/'", "never declared")]
    public void Attributes_are_told_apart_by_namespace_and_not_by_prefix(string attributes, string message)
    {
        var fault = ReadXml.Fault($"<Patient {ReadXml.Namespace} {attributes}/>");
        Assert.Equal(IssueSeverity.Fatal, fault.Severity);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void A_document_type_is_refused_before_any_entity_can_grow()
    {
        var fault = ReadXml.Fault("""
            <?xml version="1.0"?>
            <!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <Patient xmlns="http://hl7.org/fhir"><id value="&b;"/></Patient>
            """);
        Assert.Contains("document type", fault.Message);
        Assert.Equal(2, fault.Line);
    }

    [Fact]
    public void Floods_end_at_their_limits()
    {
        const int Many = 50_000;
        var extensions = string.Concat(Enumerable.Repeat("<extension url='a'>", Many));
        var strangers = string.Concat(Enumerable.Repeat("<x>", Many));
        var attributes = string.Concat(Enumerable.Range(0, Many).Select(count => $" a{count}='1'"));
        var declarations = string.Concat(Enumerable.Range(0, Many).Select(count => $" xmlns:a{count}='u'"));
        Assert.Contains("nested deeper", Last($"<Patient {ReadXml.Namespace}>{extensions}"));
        Assert.Contains("nested deeper", Last($"<Patient {ReadXml.Namespace}>{strangers}"));
        Assert.Contains("attributes", Last($"<Patient {ReadXml.Namespace}{attributes}/>"));
        Assert.Contains("namespaces", Last($"<Patient {ReadXml.Namespace}{declarations}/>"));
        Assert.Contains("issues", Last(
            $"<Patient {ReadXml.Namespace}>{strangers.Replace("<x>", "<x/>", StringComparison.Ordinal)}</Patient>"));
    }

    [Fact]
    public void An_input_beyond_the_limit_is_not_read()
    {
        var reader = new XmlResourceReader(FhirDefinitions.R4, new ParseOptions { MaxBytes = 100 });
        Assert.Equal(IssueType.TooLong, Assert.Single(reader.Parse(new byte[101]).Issues).Type);
    }

    private static string Last(string xml) => ReadXml.Any(xml).Issues[^1].Message;
}
