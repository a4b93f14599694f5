using Havel.Consent.Callers;
using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Tests.Golden;

/// <summary>Reads <c>tests/golden/consent/*.decision</c>: cases behind a line <c># title</c>, in the words of
/// <c>tests/golden/consent/README.md</c>.</summary>
internal static class DecisionCaseReader
{
    public static IEnumerable<DecisionCase> Read(string path)
    {
        DecisionCase? current = null;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                if (current is not null)
                    yield return current;
                current = new DecisionCase { Title = line[2..] };
            }
            else if (current is not null && line.Trim().Length > 0)
            {
                ReadLine(current, line);
            }
        }

        if (current is not null)
            yield return current;
    }

    private static void ReadLine(DecisionCase item, string line)
    {
        if (line[0] == ' ')
        {
            ((List<string>)item.Consents[^1]).Add(line);
            return;
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "consent": item.Consents.Add(new List<string> { line }); break;
            case "regime": item.Regime = words[1] == "opt-in" ? Regime.OptIn : Regime.OptOut; break;
            case "now": item.Now = DateTimeOffset.Parse(words[1]); break;
            case "caller": item.Caller = ReadCaller(words); break;
            case "resource": ReadResource(item, words); break;
            case "expect": item.Expected = string.Join(' ', words.Skip(1)); break;
            default: throw new FormatException($"{item.Title}: no line begins with {words[0]}.");
        }
    }

    public static Caller ReadCaller(string[] words)
    {
        var values = Pairs(words.Skip(3));
        var purpose = values["purpose"].FirstOrDefault() is { } code ? Purpose.Find(code) : null;
        var caller = words[1] switch
        {
            "system" => Caller.ForSystem(words[2]),
            "patient" => Caller.ForPatient(words[2]),
            "researcher" => Caller.ForResearcher(words[2], purpose),
            _ => Caller.ForClinician(words[2], values["at"], purpose),
        };
        return caller with
        {
            OrganizationAncestors = [.. values["below"].Select(id => "Organization/" + id)],
            Roles = [.. values["role"].Select(ReadCoding)],
            Memberships = values["member"].Select(key => (key, true))
                .Concat(values["stranger-to"].Select(key => (key, false)))
                .ToDictionary(pair => pair.key, pair => pair.Item2),
        };
    }

    private static void ReadResource(DecisionCase item, string[] words)
    {
        var values = Pairs(words.Skip(2));
        item.Facts = ReadFacts(words[1], values);
        item.Owners = values["of"].FirstOrDefault() switch
        {
            "directory" => null,
            "nobody" => [],
            { } owners => owners.Split(','),
            null => ["p1"],
        };
    }

    private static ResourceFacts ReadFacts(string reference, ILookup<string, string> values)
    {
        var type = reference[..reference.IndexOf('/', StringComparison.Ordinal)];
        List<Coding> labels = [.. values["label"].Select(label => label.Length == 1
            ? new Coding(Confidentiality.System, label)
            : ReadCoding(label))];
        var date = values["date"].FirstOrDefault() is { } text ? FhirTime.Read(text) : null;
        return new ResourceFacts
        {
            Type = type,
            Id = reference[(type.Length + 1)..],
            Labels = labels,
            Confidentiality = Confidentiality.Of(labels),
            Profiles = [.. values["profile"]],
            Classes = ReadCoded(values["class"]),
            Codes = ReadCoded(values["code"]),
            Date = date,
            Custody = type switch
            {
                "Consent" => Custody.Consent,
                "AuditEvent" => Custody.Audit,
                "Provenance" when values["custodian"].Any() => Custody.Consent,
                _ => Custody.None,
            },
            Custodians = [.. values["custodian"]],
        };
    }

    private static CodedFacts ReadCoded(IEnumerable<string> values)
    {
        var all = values.ToList();
        return new CodedFacts(
            [.. all.Where(value => value != "text").Select(ReadCoding)], all.Contains("text", StringComparer.Ordinal));
    }

    private static Coding ReadCoding(string value)
    {
        var bar = value.IndexOf('|', StringComparison.Ordinal);
        return new Coding(bar > 0 ? value[..bar] : null, value[(bar + 1)..]);
    }

    private static ILookup<string, string> Pairs(IEnumerable<string> words) =>
        words.Chunk(2).ToLookup(pair => pair[0], pair => pair[1]);
}
