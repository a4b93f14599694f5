using System.Globalization;
using System.Text.Json.Nodes;

namespace Havel.Fhir.Patching;

/// <summary>A place in JSON: <c>/name/0/given</c>. Source: RFC 6901.</summary>
internal sealed class JsonPointer
{
    /// <summary>Behind the last item of a list.</summary>
    private const string End = "-";

    private readonly string[] _tokens;

    private JsonPointer(string text, string[] tokens)
    {
        Text = text;
        _tokens = tokens;
    }

    public string Text { get; }

    public bool IsRoot => _tokens.Length == 0;

    /// <summary>The last token: the member's name or the item's index.</summary>
    public string Last => _tokens[^1];

    public static JsonPointer Parse(string text)
    {
        if (text.Length == 0)
            return new JsonPointer(text, []);

        if (text[0] != '/')
            throw PatchFault.Malformed($"'{text}' is no JSON Pointer: it must be empty or begin with '/'.");

        var tokens = text[1..].Split('/');
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = Unescape(tokens[i], text);

        return new JsonPointer(text, tokens);
    }

    /// <summary>Whether the other place lies inside this one.</summary>
    public bool Holds(JsonPointer other) =>
        other._tokens.Length > _tokens.Length && other._tokens.AsSpan(0, _tokens.Length).SequenceEqual(_tokens);

    /// <summary>The value there.</summary>
    /// <exception cref="PatchFault">There is none.</exception>
    public JsonNode? Find(JsonNode? root) => Walk(root, _tokens);

    /// <summary>What holds the place: an object or a list.</summary>
    /// <exception cref="PatchFault">There is none.</exception>
    public JsonNode FindParent(JsonNode? root) =>
        Walk(root, _tokens.AsSpan(0, _tokens.Length - 1))
        ?? throw PatchFault.NotApplicable($"there is nothing that could hold '{Text}'.");

    /// <summary>The index of the last token in a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="mayBeEnd">Whether the place behind the last item counts.</param>
    public int IndexIn(JsonArray list, bool mayBeEnd) =>
        mayBeEnd && Last is End ? list.Count : Index(list, Last, mayBeEnd ? list.Count : list.Count - 1);

    private JsonNode? Walk(JsonNode? node, ReadOnlySpan<string> tokens)
    {
        foreach (var token in tokens)
        {
            node = node switch
            {
                JsonObject members when members.TryGetPropertyValue(token, out var value) => value,
                JsonArray items => items[Index(items, token, items.Count - 1)],
                _ => throw PatchFault.NotApplicable($"there is nothing at '{Text}'."),
            };
        }

        return node;
    }

    // Digits without leading zeros. Source: RFC 6901, section 4.
    private int Index(JsonArray list, string token, int greatest)
    {
        var isNumber = token.Length > 0 && (token is "0" || token[0] != '0')
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!isNumber)
            throw PatchFault.NotApplicable($"'{token}' in '{Text}' is no index of a list.");

        var index = int.Parse(token, NumberStyles.None, CultureInfo.InvariantCulture);
        return index <= greatest
            ? index
            : throw PatchFault.NotApplicable($"the list has {list.Count} items, so '{Text}' leads nowhere.");
    }

    private static string Unescape(string token, string text)
    {
        for (var at = token.IndexOf('~'); at >= 0; at = token.IndexOf('~', at + 1))
        {
            if (at + 1 >= token.Length || token[at + 1] is not ('0' or '1'))
                throw PatchFault.Malformed($"'{text}' has a '~' that is neither '~0' nor '~1'.");
        }

        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
