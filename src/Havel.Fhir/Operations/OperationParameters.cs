using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Operations;

/// <summary>What an operation was asked with: the parameters of a Parameters resource, a bare resource, or the pairs of
/// a URL. Only the frame is read here; whether a value fits is for the operation to say.
/// Source: https://hl7.org/fhir/R4/operations.html#executing.</summary>
public sealed class OperationParameters
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = Limits.HardNesting };

    private OperationParameters(IReadOnlyList<OperationParameter> all, string type, ReadOnlyMemory<byte> resource)
    {
        All = all;
        ResourceType = type;
        Resource = resource;
    }

    /// <summary>Nothing asked.</summary>
    public static OperationParameters None { get; } = new([], "", default);

    /// <summary>The parameters in the order given.</summary>
    public IReadOnlyList<OperationParameter> All { get; }

    /// <summary>The type of the body, such as <c>Parameters</c>; empty where there was none.</summary>
    public string ResourceType { get; }

    /// <summary>A body that is not a Parameters resource: the operation's one resource. Else empty.</summary>
    public ReadOnlyMemory<byte> Resource { get; }

    /// <summary>The parameters with others before them: those of the URL of a POST.</summary>
    public OperationParameters After(OperationParameters first) =>
        new([.. first.All, .. All], ResourceType, Resource);

    /// <summary>The first parameter of that name, or null.</summary>
    public OperationParameter? Find(string name)
    {
        foreach (var parameter in All)
        {
            if (string.Equals(parameter.Name, name, StringComparison.Ordinal))
                return parameter;
        }

        return null;
    }

    /// <summary>The text of the first parameter of that name, or null.</summary>
    public string? Text(string name) => Find(name)?.Text;

    /// <summary>All parameters of that name.</summary>
    public IEnumerable<OperationParameter> Named(string name) =>
        All.Where(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));

    /// <summary>The pairs of a URL's query.</summary>
    public static OperationParameters OfQuery(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new([.. pairs.Select(pair => new OperationParameter(pair.Key) { Text = pair.Value })], "", default);

    /// <summary>Reads a body: Parameters, or any other resource.</summary>
    /// <returns>False with an issue where the bytes are no JSON object with a resourceType.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8,
        [NotNullWhen(true)] out OperationParameters? parameters,
        [NotNullWhen(false)] out Issue? issue)
    {
        parameters = null;
        issue = null;
        if (utf8.IsEmpty)
        {
            parameters = None;
            return true;
        }

        try
        {
            parameters = Read(utf8);
        }
        catch (JsonException broken)
        {
            issue = new Issue(
                IssueSeverity.Fatal, IssueType.Structure, "The body is no valid JSON.", null,
                (int)(broken.LineNumber ?? 0) + 1, (int)(broken.BytePositionInLine ?? 0) + 1);
            return false;
        }

        if (parameters is not null)
            return true;

        issue = Issue.Error(IssueType.Structure, "The body must be a JSON object with a resourceType.");
        return false;
    }

    private static OperationParameters? Read(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;

        string? type = null;
        IReadOnlyList<OperationParameter> all = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceType"u8))
            {
                reader.Read();
                type = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("parameter"u8))
            {
                reader.Read();
                all = OperationParameterReader.ReadList(ref reader, utf8);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        while (reader.Read())
        {
            // What follows the object is a fault that only a read to the end finds.
        }

        return type switch
        {
            null => null,
            "Parameters" => new OperationParameters(all, type, default),
            _ => new OperationParameters([], type, utf8),
        };
    }
}
