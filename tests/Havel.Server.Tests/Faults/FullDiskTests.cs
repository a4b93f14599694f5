using System.Collections.Concurrent;
using Havel.Server.Commands;
using Xunit;

namespace Havel.Server.Tests.Faults;

/// <summary>The disk fills up under a server that is written to.</summary>
public sealed class FullDiskTests
{
    private const int Writers = 4;

    private readonly ConcurrentDictionary<string, string> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> _statuses = new();

    [MountFact]
    public async Task Writes_are_refused_reads_go_on_and_writes_too_when_there_is_room_again()
    {
        using var disk = new SmallDisk();
        var folder = Path.Combine(disk.Folder, "data");
        await using (var host = await HavelHost.Start(new HavelHostOptions { Folder = folder }))
        {
            var client = host.AsSystem();
            await client.Store("""{"resourceType":"Patient","id":"p1","birthDate":"1980-01-01"}""");
            await WriteAsync(client, 100, mustSucceed: true);
            disk.Fill();
            await WriteAsync(client, 6_000, mustSucceed: false);

            Assert.True(_statuses.GetValueOrDefault(507) > 0, Told());
            Assert.All(_statuses.Keys, status => Assert.Contains(status, (int[])[200, 201, 503, 507]));
            var refused = await client.Put("Patient/p1", """{"resourceType":"Patient","id":"p1"}""");
            Assert.Equal(507, refused.Status);
            Assert.Equal("OperationOutcome", refused.Json.GetProperty("resourceType").GetString());
            await AssertAllThereAsync(client);

            disk.Free();
            await WriteAsync(client, 100, mustSucceed: true);
            await AssertAllThereAsync(client);
        }

        var output = new StringWriter();
        Assert.True(
            await Cli.Run(["check", "--data", folder], output, TextWriter.Null) == ExitCode.Success,
            output.ToString());
    }

    private string Told() => string.Join(", ", _statuses.Select(each => $"{each.Value} x {each.Key}"));

    private async Task WriteAsync(HavelClient client, int rounds, bool mustSucceed)
    {
        var left = rounds;
        var full = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            // The journal has room of its own; refusals begin when it is used up.
            while (Interlocked.Decrement(ref left) > 0 && (mustSucceed || Volatile.Read(ref full) < 60))
            {
                var status = await WriteAsync(client, $"w{writer}-{left % 7}", left);
                _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (mustSucceed)
                    Assert.True(status is 200 or 201, $"A write was answered {status}.");
                if (status is 507)
                    Interlocked.Increment(ref full);
            }
        })));
    }

    private async Task<int> WriteAsync(HavelClient client, string id, int number)
    {
        var isUpdate = number % 5 == 0;
        var body = $$"""
            {"resourceType":"Observation"{{(isUpdate ? $",\"id\":\"{id}\"" : "")}},"status":"final",
            "code":{"text":"{{number}}"},"subject":{"reference":"Patient/p1"},
            "note":[{"text":"{{new string('x', 2_000)}}{{number}}"}]}
            """;
        var answer = isUpdate
            ? await client.Put("Observation/" + id, body)
            : await client.Post("Observation", body);
        if (answer.Status is 200 or 201)
            _acknowledged[answer.Json.GetProperty("id").GetString()!] = $"\"text\":\"{number}\"";

        return answer.Status;
    }

    private async Task AssertAllThereAsync(HavelClient client)
    {
        foreach (var (id, text) in _acknowledged)
        {
            var answer = await client.Get("Observation/" + id);
            Assert.Equal(200, answer.Status);
            Assert.Contains(text, answer.Text, StringComparison.Ordinal);
        }

        var found = await client.Get("Observation?subject=Patient/p1&_summary=count");
        Assert.Equal(200, found.Status);
        Assert.Equal(_acknowledged.Count, found.Total);
    }
}
