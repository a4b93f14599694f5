using System.Text.Json;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Resources;

/// <summary>A FHIR CodeSystem in JSON, of any size: the form for systems that have no format of their own here.
/// Source: https://hl7.org/fhir/R4/codesystem.html.</summary>
internal sealed class CodeSystemRelease : Release
{
    private readonly SourceFile _file;

    private CodeSystemRelease(SourceFile file, CodeSystemHead head)
    {
        _file = file;
        Head = head;
    }

    public override CodeSystemHead Head { get; }

    public override string Format => "fhir";

    public static Release? TryOpen(SourceFiles files, TerminologyOptions options, ImportWatch watch)
    {
        var found = new List<(SourceFile File, Dictionary<string, string> Members)>();
        foreach (var file in files.Named("", ".json"))
        {
            var members = ReadMembers(file, watch);
            if (members.GetValueOrDefault("resourceType") is "CodeSystem")
                found.Add((file, members));
        }

        return found switch
        {
            [] => null,
            [var (file, members)] => new CodeSystemRelease(file, HeadOf(file, members, options)),
            _ => throw new SourceFault($"There are {found.Count} CodeSystem files; import them one by one."),
        };
    }

    public override void WriteTo(CodeSystemWriter writer, ImportWatch watch)
    {
        var concepts = new ResourceConcepts(writer, watch, _file.Name, Head.Url);
        using var json = new JsonStream(_file.Open(watch), _file.Name);
        json.Read();
        foreach (var member in json.Members())
        {
            if (member is "property")
                concepts.ReadDefinitions(json);
            else if (member is "concept")
                concepts.Read(json, parent: -1);
            else
                json.Skip();
        }

        concepts.Finish();
    }

    /// <summary>The texts of the resource itself; its lists are passed over.</summary>
    private static Dictionary<string, string> ReadMembers(SourceFile file, ImportWatch watch)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        using var json = new JsonStream(file.Open(watch), file.Name);
        if (!json.Read() || json.Type != JsonTokenType.StartObject)
            return members;

        foreach (var member in json.Members())
        {
            if (json.Type is JsonTokenType.StartArray or JsonTokenType.StartObject)
                json.Skip();
            else
                members[member] = json.Text;
        }

        return members;
    }

    private static CodeSystemHead HeadOf(
        SourceFile file, Dictionary<string, string> members, TerminologyOptions options)
    {
        if (members.GetValueOrDefault("content") is "supplement" or "not-present" or "example")
            throw new SourceFault($"{file.Name} has the content '{members["content"]}': store it as a resource.");
        if ((options.Url ?? members.GetValueOrDefault("url")) is not { } url)
            throw new SourceFault($"{file.Name} has no url; name it with --url.");
        if ((options.Version ?? members.GetValueOrDefault("version")) is not { } version)
            throw new SourceFault($"{file.Name} has no version; name it with --version.");

        return new CodeSystemHead(url, version)
        {
            Name = members.GetValueOrDefault("title") ?? members.GetValueOrDefault("name") ?? "",
            Language = options.Language ?? members.GetValueOrDefault("language"),
            IsCaseSensitive = members.GetValueOrDefault("caseSensitive") is not "false",
            IsComplete = members.GetValueOrDefault("content") is not "fragment",
            ValueSet = members.GetValueOrDefault("valueSet"),
            Status = members.GetValueOrDefault("status", "active"),
            IsExperimental = members.GetValueOrDefault("experimental") is "true",
            Copyright = members.GetValueOrDefault("copyright"),
        };
    }
}
