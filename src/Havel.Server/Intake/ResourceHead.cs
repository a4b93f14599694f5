using System.Text.Json;

namespace Havel.Server.Intake;

/// <summary>What a resource says of itself at its top: enough to know where it belongs before it is parsed.</summary>
internal readonly record struct ResourceHead(string? Type, string? Id)
{
    /// <summary>Reads the top-level members; bytes that are no resource have no head.</summary>
    public static ResourceHead Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];

        var head = default(ResourceHead);
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 256 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return head;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("resourceType"u8);
                var isId = !isType && reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isType && reader.TokenType == JsonTokenType.String)
                    head = head with { Type = reader.GetString() };
                else if (isId && reader.TokenType == JsonTokenType.String)
                    head = head with { Id = reader.GetString() };
                else
                    reader.Skip();

                if (head is { Type: not null, Id: not null })
                    return head;
            }

            return head;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return head;
        }
    }
}
