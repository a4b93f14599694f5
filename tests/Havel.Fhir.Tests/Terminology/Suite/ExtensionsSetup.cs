namespace Havel.Fhir.Tests.Terminology.Suite;

/// <summary>Stands in for the setup files of the folder <c>extensions</c>, which the shared copy of the suite lacks:
/// made of what the expected answers show of them.</summary>
internal static class ExtensionsSetup
{
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["extensions/codesystem-extensions.json"] = CodeSystem,
        ["extensions/codesystem-supplement.json"] = Supplement,
        ["extensions/valueset-extensions-enumerated.json"] = Enumerated,
        ["extensions/valueset-extensions-all.json"] = ValueSet(
            "extensions-all", "ExtensionsValueSetAll", "Extensions ValueSet All", SupplementExtension),
        ["extensions/valueset-extensions-all-ns.json"] = ValueSet(
            "extensions-all-ns", "ExtensionsValueSetAllNS", "Extensions ValueSet All No Supp", ""),
    };

    private const string SupplementExtension = """
        "extension": [
          {
            "url": "http://hl7.org/fhir/StructureDefinition/valueset-supplement",
            "valueCanonical": "http://hl7.org/fhir/test/CodeSystem/supplement|0.1.1"
          },
          {
            "url": "http://hl7.org/fhir/test/StructureDefinition/unknown-extension-4",
            "valueString": "unknown extensions are ignored"
          }
        ],
        """;

    private const string CodeSystem = """
        {
          "resourceType": "CodeSystem", "id": "extensions", "language": "en",
          "url": "http://hl7.org/fhir/test/CodeSystem/extensions", "name": "ExtensionsTestCodeSystem",
          "status": "active", "experimental": false, "caseSensitive": true, "content": "complete",
          "concept": [
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder", "valueInteger": 6}
              ],
              "code": "code1", "display": "Display 1", "definition": "My first code",
              "designation": [{
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/coding-sctdescid", "valueId": "234234"}],
                "language": "de", "value": "Mein erster Code"
              }]
            },
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder", "valueInteger": 5}
              ],
              "code": "code2", "display": "Display 2", "definition": "My second code",
              "designation": [{
                "extension": [{
                  "url": "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status",
                  "valueCode": "withdrawn"
                }],
                "language": "de", "value": "2nd Code"
              }]
            },
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder", "valueInteger": 4},
                {
                  "url": "http://hl7.org/fhir/StructureDefinition/rendering-style",
                  "valueString": "font-weight: bold; font-decoration: strikethrough"
                },
                {
                  "url": "http://hl7.org/fhir/StructureDefinition/rendering-xhtml",
                  "valueString": "<span style=\"color: maroon\">This is a dumb way to do things</span>"
                }
              ],
              "code": "code3", "display": "Display 3", "definition": "My third code"
            },
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder", "valueInteger": 3}
              ],
              "code": "code4", "display": "Display 4", "definition": "My fourth code"
            },
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder", "valueInteger": 2},
                {
                  "url": "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status",
                  "valueCode": "deprecated"
                }
              ],
              "code": "code5", "display": "Display 5", "definition": "My fifth code"
            },
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-conceptOrder", "valueInteger": 1}
              ],
              "code": "code6", "display": "Display 6", "definition": "My sixth code"
            }
          ]
        }
        """;

    private const string Supplement = """
        {
          "resourceType": "CodeSystem", "id": "supplement", "version": "0.1.1",
          "url": "http://hl7.org/fhir/test/CodeSystem/supplement", "name": "ExtensionsTestSupplement",
          "status": "active", "experimental": false, "content": "supplement",
          "supplements": "http://hl7.org/fhir/test/CodeSystem/extensions",
          "property": [{"code": "prop1", "uri": "http://hl7.org/fhir/test/CodeSystem/property1", "type": "string"}],
          "concept": [
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-label", "valueString": "a."},
                {"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 1.2}
              ],
              "code": "code1", "designation": [{"language": "nl", "value": "ectenoot"}]
            },
            {
              "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/codesystem-label", "valueString": "b."},
                {
                  "url": "http://hl7.org/fhir/StructureDefinition/rendering-style",
                  "valueString": "font-weight: bold; font-decoration: underline"
                },
                {
                  "url": "http://hl7.org/fhir/StructureDefinition/rendering-xhtml",
                  "valueString": "<span style=\"color: maroon\">This is also a dumb way to do things</span>"
                }
              ],
              "code": "code2"
            },
            {
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/codesystem-label", "valueString": "c."}],
              "code": "code3"
            },
            {
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/codesystem-label", "valueString": "d."}],
              "code": "code4"
            },
            {
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/codesystem-label", "valueString": "e."}],
              "code": "code5", "property": [{"code": "prop1", "valueString": "value1"}]
            },
            {
              "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/codesystem-label", "valueString": "f."}],
              "code": "code6"
            }
          ]
        }
        """;

    // The expected answers repeat the whole compose of this one, so the runner takes it from there.
    private const string Enumerated = "parameters/parameters-expand-enum-definitions3-response-valueSet.json";

    private static string ValueSet(string id, string name, string title, string extension) => $$"""
        {
          "resourceType": "ValueSet", "id": "{{id}}", {{extension}}
          "url": "http://hl7.org/fhir/test/ValueSet/{{id}}", "version": "5.0.0",
          "name": "{{name}}", "title": "{{title}}",
          "status": "active", "experimental": false, "date": "2023-04-01",
          "compose": { "include": [{"system": "http://hl7.org/fhir/test/CodeSystem/extensions"}] }
        }
        """;
}
