using System.Globalization;
using FsCheck.Xunit;
using Havel.Store.Tests.Parameters;
using Havel.Store.Writing;
using Xunit;

namespace Havel.Store.Tests.Holding;

/// <summary>A store that holds back is the same as one that never does.</summary>
public sealed class HoldingProperties
{
    private const int Steps = 60;

    private static readonly string[] Tables =
    [
        "resource", "history", "subject_member", "guard", "token_row", "string_row", "date_row", "number_row",
        "quantity_row",
    ];

    [Property(MaxTest = 12)]
    public async Task Any_order_of_writes_and_questions_ends_the_same_as_with_nothing_held(int seed)
    {
        using var holding = new TestStore();
        using var plain = new TestStore();
        var left = new Random(seed);
        var right = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            var answer = await StepAsync(holding, left, step);
            plain.Store.Settle();
            Assert.Equal(await StepAsync(plain, right, step), answer);
        }

        holding.AssertSound();
        foreach (var table in Tables)
            Assert.Equal(Dump(plain, table), Dump(holding, table));
    }

    private static async Task<string> StepAsync(TestStore store, Random random, int step)
    {
        var patient = $"p{random.Next(4)}";
        var id = $"o{random.Next(step + 1)}";
        var label = random.Next(3) == 0 ? "HIV" : string.Empty;
        var fresh = Sample.Observation($"o{step}", patient, $"{random.Next(3)}", random.Next(5), label);
        switch (random.Next(12))
        {
            case < 6:
                return Text(await store.CommitAsync(WriteOperation.Create(store.Grant, store.Ready(fresh))));
            case 6:
                var changed = store.Ready(Sample.Observation(id, patient, $"{random.Next(3)}", random.Next(5), label));
                return Text(await store.CommitAsync(WriteOperation.Update(store.Grant, changed)));
            case 7:
                return Text(await store.CommitAsync(WriteOperation.Delete(store.Grant, "Observation", id)));
            case 8:
                return Text(await store.CommitAsync(WriteOperation.Update(
                    store.Grant, store.Ready(Sample.DenyLabel($"c{random.Next(3)}", patient, "HIV")))));
            case 9:
                return string.Join(' ', store.Find("Observation", "code", $"{random.Next(3)}"));
            case 10:
                return string.Join(' ', store.Find("Observation", "patient", patient));
            default:
                return $"{store.Store.Read(store.Grant, "Observation", id).Status}";
        }
    }

    private static string Text(CommitResult done) => string.Join(
        ' ', done.Results.Select(result => string.Create(
            CultureInfo.InvariantCulture, $"{result.Status} {result.Id} {result.Version}")));

    private static List<string> Dump(TestStore store, string table)
    {
        store.Store.Settle();
        using var reader = store.Store.Database.OpenReader();
        using var columns = reader.Prepare($"SELECT name FROM pragma_table_info('{table}')");
        var names = new List<string>();
        while (columns.Step())
            names.Add(columns.String(0));

        // Groups of one hold a millisecond each in both, so that even times are the same.
        var all = string.Join(" || '|' || ", names.Select(name => $"quote({name})"));
        return [.. store.Rows($"SELECT {all} FROM {table} ORDER BY 1", 1)];
    }
}
