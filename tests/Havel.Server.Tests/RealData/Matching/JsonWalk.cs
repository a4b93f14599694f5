using System.Text.Json.Nodes;

namespace Havel.Server.Tests.RealData.Matching;

/// <summary>The nodes that a path leads to.</summary>
internal static class JsonWalk
{
    public static IReadOnlyList<JsonNode> Find(JsonNode root, string path)
    {
        IReadOnlyList<JsonNode> at = [root];
        if (path.Length == 0)
            return at;

        foreach (var step in path.Split('.'))
            at = [.. at.SelectMany(node => Step(node, step))];

        return at;
    }

    private static IEnumerable<JsonNode> Step(JsonNode node, string step)
    {
        var bracket = step.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
            return Each((node as JsonObject)?[step]);

        var condition = step[(bracket + 1)..^1].Split('=');
        return Each((node as JsonObject)?[step[..bracket]])
            .Where(child => (string?)child[condition[0]] == condition[1]);
    }

    private static IEnumerable<JsonNode> Each(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array.OfType<JsonNode>(),
        _ => [node],
    };
}
