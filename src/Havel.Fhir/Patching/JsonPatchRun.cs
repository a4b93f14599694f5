using System.Text.Json;
using System.Text.Json.Nodes;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Patching;

/// <summary>A document while a JSON Patch is applied to it. Source: RFC 6902, section 4.</summary>
internal sealed class JsonPatchRun(JsonNode? root)
{
    private long _grown;

    public JsonNode? Root { get; private set; } = root;

    /// <summary>The operation under way, in words.</summary>
    public string Doing { get; private set; } = "unreadable";

    /// <summary>Carries out one operation.</summary>
    /// <exception cref="PatchFault">It cannot be carried out; what it began is of no use to anybody.</exception>
    public void Apply(JsonNode? node)
    {
        Doing = "unreadable";
        if (node is not JsonObject operation)
            throw PatchFault.Malformed("an operation is a JSON object.");

        var name = TextOf(operation, "op");
        var path = JsonPointer.Parse(TextOf(operation, "path"));
        Doing = $"{name} {path.Text}";
        switch (name)
        {
            case "add":
                Add(path, Value(operation));
                break;
            case "remove":
                Remove(path);
                break;
            case "replace":
                Replace(path, Value(operation));
                break;
            case "move":
                Move(JsonPointer.Parse(TextOf(operation, "from")), path);
                break;
            case "copy":
                Copy(JsonPointer.Parse(TextOf(operation, "from")), path);
                break;
            case "test":
                Test(path, operation);
                break;
            default:
                throw PatchFault.Malformed("'op' must be add, remove, replace, move, copy or test.");
        }
    }

    private static string TextOf(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw PatchFault.Malformed($"it must have a text '{name}'.");

    // A null is a value; a missing member is none.
    private static JsonNode? Value(JsonObject operation) => operation.TryGetPropertyValue("value", out var value)
        ? value?.DeepClone()
        : throw PatchFault.Malformed("it must have a 'value'.");

    private void Add(JsonPointer path, JsonNode? value)
    {
        if (path.IsRoot)
        {
            Root = value;
            return;
        }

        switch (path.FindParent(Root))
        {
            case JsonObject members:
                members[path.Last] = value;
                break;
            case JsonArray items:
                items.Insert(path.IndexIn(items, mayBeEnd: true), value);
                break;
            default:
                throw PatchFault.NotApplicable("a simple value holds no other values.");
        }
    }

    private void Remove(JsonPointer path)
    {
        if (path.IsRoot)
        {
            Root = null;
            return;
        }

        switch (path.FindParent(Root))
        {
            case JsonObject members when members.Remove(path.Last):
                break;
            case JsonArray items:
                items.RemoveAt(path.IndexIn(items, mayBeEnd: false));
                break;
            default:
                throw PatchFault.NotApplicable("there is nothing to remove.");
        }
    }

    private void Replace(JsonPointer path, JsonNode? value)
    {
        path.Find(Root);
        if (path.IsRoot)
        {
            Root = value;
            return;
        }

        if (path.FindParent(Root) is JsonArray items)
            items[path.IndexIn(items, mayBeEnd: false)] = value;
        else
            path.FindParent(Root)[path.Last] = value;
    }

    private void Move(JsonPointer from, JsonPointer to)
    {
        if (from.Holds(to))
            throw PatchFault.NotApplicable("a value cannot be moved into itself.");

        var value = from.Find(Root)?.DeepClone();
        Remove(from);
        Add(to, value);
    }

    // Copies of copies could grow without end.
    private void Copy(JsonPointer from, JsonPointer to)
    {
        var value = from.Find(Root)?.DeepClone();
        _grown += JsonTree.Write(value).Length;
        if (_grown > Limits.ResourceBytes)
            throw new PatchFault(IssueType.TooLong, $"the copies come to more than {Limits.ResourceBytes} bytes.");

        Add(to, value);
    }

    private void Test(JsonPointer path, JsonObject operation)
    {
        var expected = Value(operation);
        if (!JsonNode.DeepEquals(path.Find(Root), expected))
            throw PatchFault.NotApplicable("the value there is another one.");
    }
}
