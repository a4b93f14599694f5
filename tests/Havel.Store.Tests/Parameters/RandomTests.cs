using System.Globalization;
using Havel.Fhir.Definitions;
using Xunit;
using static Havel.Store.Tests.Parameters.CustomParameters;

namespace Havel.Store.Tests.Parameters;

/// <summary>Writes, Consents, parameters that come and go, steps of the background and restarts in random order: the
/// index is right after each, and what can be searched finds all there is.</summary>
public sealed class RandomTests
{
    private static readonly SearchParameterDefinition[] All = [Unit, Amount, Whose, Label];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_index_is_right_at_each_moment(int seed)
    {
        var random = new Random(seed);
        using var store = new TestStore();
        var values = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var n = 0; n < 60; n++)
        {
            store.Store.Worker.ChunkSize = 1 + random.Next(5);
            await OneAsync(store, random, values);
            store.AssertSound();
            AssertFound(store, values);
        }

        await store.SettleAsync();
        store.AssertSound();
        AssertFound(store, values);
    }

    private static async Task OneAsync(TestStore store, Random random, Dictionary<string, int> values)
    {
        switch (random.Next(12))
        {
            case 0:
                await store.Store.UseParametersAsync(store.Grant, [.. All.Where(_ => random.Next(3) > 0)]);
                break;
            case 1 when random.Next(4) == 0:
                store.Reopen();
                break;
            case 2:
                await store.PutAsync(Sample.DenyLabel(
                    $"c{random.Next(3)}", $"p{random.Next(3)}", random.Next(2) == 0 ? "HIV" : "PSY"));
                break;
            case 3 when values.Count > 0:
                var gone = values.Keys.ElementAt(random.Next(values.Count));
                values.Remove(gone);
                await store.DeleteAsync("Observation", gone);
                break;
            case < 7:
                await store.Store.Worker.StepAsync();
                break;
            default:
                var id = string.Create(CultureInfo.InvariantCulture, $"o{random.Next(20):d2}");
                values[id] = random.Next(4);
                await store.PutAsync(Sample.Observation(
                    id, $"p{random.Next(3)}", value: values[id], label: random.Next(2) == 0 ? "HIV" : string.Empty));
                break;
        }
    }

    private static void AssertFound(TestStore store, Dictionary<string, int> values)
    {
        if (store.Store.Catalog.Find("Observation", "amount") is null)
            return;

        for (var value = 0; value < 4; value++)
        {
            var expected = values.Where(pair => pair.Value == value).Select(pair => pair.Key);
            Assert.Equal(expected.Order(StringComparer.Ordinal), store.Find("Observation", "amount", $"{value}"));
        }
    }
}
