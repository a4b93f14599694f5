using System.Collections.Concurrent;
using Havel.Server.Commands;
using Xunit;

namespace Havel.Server.Tests.Faults;

/// <summary>The server is killed as <c>kill -9</c> does, under creates, updates, Consents and transactions.</summary>
public sealed class KilledServerTests
{
    private const int Writers = 6;

    private readonly ConcurrentDictionary<string, int> _acknowledged = new(StringComparer.Ordinal);
    private int _count;

    [Theory]
    [InlineData(40)]
    [InlineData(900)]
    [InlineData(2_500)]
    public async Task What_was_acknowledged_is_there_after_a_kill_and_the_store_is_sound(int writes)
    {
        var folder = Directory.CreateTempSubdirectory("havel-killed-").FullName;
        using (var server = await ServerProcess.Start(folder))
        {
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(server.Client, writer)).ToList();
            while (Volatile.Read(ref _count) < writes && !writing.Exists(task => task.IsCompleted))
                await Task.Delay(1);

            server.Kill();
            await Task.WhenAll(writing);
        }

        await AssertSoundAsync(folder);
        using (var server = await ServerProcess.Start(folder))
        {
            foreach (var (name, version) in _acknowledged)
            {
                var answer = await server.Client.Get(name);
                Assert.True(answer.Status == 200, $"{name} was acknowledged and is answered {answer.Status}.");
                var stored = answer.Json.GetProperty("meta").GetProperty("versionId").GetString()!;
                Assert.True(
                    int.Parse(stored, System.Globalization.CultureInfo.InvariantCulture) >= version,
                    $"{name} was acknowledged at {version} and is at {stored}.");
            }

            await server.Client.Store("""{"resourceType":"Patient","id":"afterwards"}""");
            await AssertSoundAsync(folder);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task AssertSoundAsync(string folder)
    {
        var output = new StringWriter();
        Assert.True(
            await Cli.Run(["check", "--data", folder], output, TextWriter.Null) == ExitCode.Success,
            output.ToString());
    }

    private async Task WriteAsync(HavelClient client, int writer)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var answer = await WriteAsync(client, writer, number);
                Assert.True(answer.Status is 200 or 201, $"{answer.Status}: {answer.Text}");
                Interlocked.Increment(ref _count);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is dead; what it had not answered may be there or not.
        }
    }

    private async Task<HavelAnswer> WriteAsync(HavelClient client, int writer, int number)
    {
        var answer = (number % 40) switch
        {
            11 => await client.Put($"Patient/p{writer}", Patient(writer)),
            21 => await client.Put($"Consent/c{writer}", Consent(writer)),
            31 => await client.Post("", Transaction(writer, number)),
            var kind when kind % 10 == 5 => await client.Put(
                $"Observation/u{writer}-{number % 7}",
                Observation($"\"id\":\"u{writer}-{number % 7}\",", writer, number)),
            _ => await client.Post("Observation", Observation("", writer, number)),
        };
        if (answer.Status is not (200 or 201))
            return answer;

        if (answer.Json.GetProperty("resourceType").GetString() is "Bundle")
        {
            foreach (var entry in answer.Entries)
                Note(entry.GetProperty("response").GetProperty("location").GetString()!);
        }
        else
        {
            var type = answer.Json.GetProperty("resourceType").GetString();
            var version = answer.Json.GetProperty("meta").GetProperty("versionId").GetString();
            Note($"{type}/{answer.Json.GetProperty("id").GetString()}/_history/{version}");
        }

        return answer;
    }

    /// <summary>Remembers <c>Type/id/_history/version</c>, perhaps behind a base.</summary>
    private void Note(string location)
    {
        var parts = location.Split('/');
        var version = int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture);
        _acknowledged.AddOrUpdate($"{parts[^4]}/{parts[^3]}", version, (_, known) => Math.Max(known, version));
    }

    private static string Patient(int writer) =>
        $$"""{"resourceType":"Patient","id":"p{{writer}}","name":[{"family":"N{{writer}}"}]}""";

    private static string Observation(string id, int writer, int number) =>
        $$$"""
        {"resourceType":"Observation",{{{id}}}"status":"final","code":{"text":"{{{number}}}"},
         "subject":{"reference":"Patient/p{{{writer}}}"},"effectiveDateTime":"2024-05-06"}
        """;

    private static string Transaction(int writer, int number)
    {
        var entries = Enumerable.Range(0, 10).Select(_ => $$$"""
            {"resource":{{{Observation("", writer, number)}}},
             "request":{"method":"POST","url":"Observation"}}
            """);
        return $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', entries)}}]}""";
    }

    private static string Consent(int writer) =>
        $$$"""
        {"resourceType":"Consent","id":"c{{{writer}}}","status":"active",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"Patient/p{{{writer}}}"},"policyRule":{"coding":[{"code":"OPTIN"}]},
         "provision":{"provision":[{"type":"deny","securityLabel":[{
            "system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"HIV"}]}]}}
        """;
}
