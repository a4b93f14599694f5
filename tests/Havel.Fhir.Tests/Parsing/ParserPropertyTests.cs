using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>What holds for any input.</summary>
public sealed class ParserPropertyTests
{
    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """
            {"resourceType":"Patient","id":"a","active":true,
             "name":[{"given":["M\u00fcller",null],"_given":[null,{"id":"y"}]}]}
            """,
            """
            {"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":-1.50e3},
             "subject":{"reference":"Patient/1"}}
            """,
            """
            { "resourceType": "Bundle", "type": "transaction",
              "entry": [ { "request": {"method":"PUT","url":"Patient/1"}, "resource": {"active":false,
              "resourceType":"Patient","text":{"status":"empty","div":"<div>a<br/></div>"}} } ] }
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly ResourceParser _parser = new(FhirDefinitions.R4);

    [Property(MaxTest = 3000)]
    public void Mutations_of_valid_resources_never_throw(
        NonNegativeInt seed, (NonNegativeInt Place, byte Value)[] changes)
    {
        var bytes = Seeds[seed.Get % Seeds.Length].ToList();
        foreach (var (place, value) in changes)
            Mutate(bytes, place.Get, value);

        var result = _parser.Parse(bytes.ToArray());
        Assert.Equal(result.IsValid, result.Issues.Count == 0);
    }

    [Property(MaxTest = 2000)]
    public void Any_bytes_never_throw(byte[] bytes) => Assert.NotNull(_parser.Parse(bytes));

    [Property(MaxTest = 500)]
    public void Any_text_comes_back_as_it_was_written(string? text)
    {
        // Control characters and lone surrogates are no FHIR strings.
        var runes = (text ?? string.Empty).EnumerateRunes().Where(rune => rune.Value is > 31 and not 0xFFFD);
        var clean = string.Concat(runes);
        if (clean.Length == 0)
            return;

        var quoted = BodyEditor.Quote(clean);
        byte[] body = [.. "{\"resourceType\":\"Patient\",\"name\":[{\"text\":"u8, .. quoted, .. "}]}"u8];
        Assert.Equal(clean, _parser.Parse(body).Table!.Root.Child("name").TextOf("text"));
    }

    [SharedFact("data")]
    public void Writing_without_changes_gives_the_same_bytes()
    {
        foreach (var (_, utf8) in RealData.Mii().Concat(RealData.Synthea("Patient")))
        {
            if (_parser.Parse(utf8).Table is { } table)
                Assert.True(table.Root.RawValue.SequenceEqual(new BodyEditor(table).Write()));
        }
    }

    [SharedFact("data/mii")]
    public void A_compacted_resource_has_the_same_nodes()
    {
        foreach (var (place, utf8) in RealData.Mii())
        {
            if (_parser.Parse(utf8).Table is not { } table)
                continue;

            var compact = JsonCompactor.Compact(utf8);
            var again = _parser.Parse(compact).Table;
            Assert.True(compact.Length < utf8.Length && again is { IsCompact: true }, place);
            Assert.Equal(Dump.Of(table), Dump.Of(again));
        }
    }

    [SharedFact("data")]
    public void Mutations_of_real_resources_never_throw()
    {
        // Seeded, so that a failure can be repeated.
        var random = new Random(42);
        foreach (var (_, utf8) in RealData.Mii().Where(resource => resource.Utf8.Length < 20_000))
        {
            for (var round = 0; round < 20; round++)
            {
                var bytes = utf8.ToList();
                for (var change = random.Next(1, 5); change > 0; change--)
                    Mutate(bytes, random.Next(), (byte)random.Next(256));
                _parser.Parse(bytes.ToArray());
            }
        }
    }

    /// <summary>Changes, removes, doubles or swaps a little, with JSON's own signs more often than others.</summary>
    private static void Mutate(List<byte> bytes, int place, byte value)
    {
        if (bytes.Count == 0)
            return;

        var signs = "{}[]\",:\\_01nu"u8;
        var at = place % bytes.Count;
        switch (value % 6)
        {
            case 0:
                bytes[at] = value;
                break;
            case 1:
                bytes[at] = signs[value % signs.Length];
                break;
            case 2:
                bytes.Insert(at, signs[value % signs.Length]);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(1 + value % 16, bytes.Count - at));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(1 + value, bytes.Count - at)));
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
