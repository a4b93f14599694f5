using System.Text;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class BodyEditorTests
{
    [Fact]
    public void A_new_text_leaves_all_other_bytes_alone()
    {
        var table = Parse.Valid("""
            { "resourceType" : "Observation", "status":"final", "code": {"text": "\u00e4"},
              "subject": {"reference": "urn:uuid:1"}, "performer": [{"reference":"urn:uuid:2"}] }
            """);
        var editor = new BodyEditor(table);
        editor.ReplaceText(table.Root.Child("performer").Child("reference"), "Practitioner/2");
        editor.ReplaceText(table.Root.Child("subject").Child("reference"), "Patient/\"1\"");

        Assert.True(editor.HasChanges);
        Assert.Equal("""
            { "resourceType" : "Observation", "status":"final", "code": {"text": "\u00e4"},
              "subject": {"reference": "Patient/\"1\""}, "performer": [{"reference":"Practitioner/2"}] }
            """, Encoding.UTF8.GetString(editor.Write()));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", """{"resourceType":"Patient","id":"new"}""")]
    [InlineData("""{"active":true,"resourceType":"Patient"}""",
        """{"active":true,"resourceType":"Patient","id":"new"}""")]
    [InlineData("""{"resourceType":"Patient", "id" : "old"}""", """{"resourceType":"Patient", "id" : "new"}""")]
    [InlineData("""{"id":"new","resourceType":"Patient"}""", """{"id":"new","resourceType":"Patient"}""")]
    public void The_id_is_set_where_it_belongs(string json, string expected)
    {
        var editor = new BodyEditor(Parse.Valid(json));
        editor.SetId("new");

        Assert.Equal(expected, Encoding.UTF8.GetString(editor.Write()));
    }
}
