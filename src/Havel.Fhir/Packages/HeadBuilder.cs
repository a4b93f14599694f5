using System.Text.Json;

namespace Havel.Fhir.Packages;

/// <summary>Gathers the members of a <see cref="ResourceHead"/> while they pass by.</summary>
internal struct HeadBuilder
{
    private Texts _texts;
    private bool _hasSnapshot;

    public static HeadField FieldOf(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        return name.Length switch
        {
            2 => name.SequenceEqual("id"u8) ? HeadField.Id : HeadField.None,
            3 => name.SequenceEqual("url"u8) ? HeadField.Url : HeadField.None,
            4 when name.SequenceEqual("text"u8) => HeadField.Text,
            4 when name.SequenceEqual("name"u8) => HeadField.Name,
            4 when name.SequenceEqual("type"u8) => HeadField.Type,
            4 when name.SequenceEqual("kind"u8) => HeadField.Kind,
            6 => name.SequenceEqual("status"u8) ? HeadField.Status : HeadField.None,
            7 when name.SequenceEqual("version"u8) => HeadField.Version,
            7 when name.SequenceEqual("content"u8) => HeadField.Content,
            8 => name.SequenceEqual("snapshot"u8) ? HeadField.Snapshot : HeadField.None,
            10 => name.SequenceEqual("derivation"u8) ? HeadField.Derivation : HeadField.None,
            11 => name.SequenceEqual("supplements"u8) ? HeadField.Supplements : HeadField.None,
            12 => name.SequenceEqual("resourceType"u8) ? HeadField.ResourceType : HeadField.None,
            14 => name.SequenceEqual("baseDefinition"u8) ? HeadField.BaseDefinition : HeadField.None,
            _ => HeadField.None,
        };
    }

    /// <summary>Takes the value the reader stands at, if it is of use; the reader stays where it is.</summary>
    public void Take(HeadField field, ref Utf8JsonReader reader)
    {
        if (field == HeadField.Snapshot)
            _hasSnapshot = true;
        else if (field is not (HeadField.None or HeadField.Text) && reader.TokenType == JsonTokenType.String)
            _texts[(int)field] ??= reader.GetString();
    }

    public readonly ResourceHead? Build() => _texts[(int)HeadField.ResourceType] is not { Length: > 0 } type
        ? null
        : new ResourceHead
        {
            ResourceType = type,
            Url = _texts[(int)HeadField.Url] ?? string.Empty,
            Version = _texts[(int)HeadField.Version],
            Id = _texts[(int)HeadField.Id],
            Name = _texts[(int)HeadField.Name],
            Status = _texts[(int)HeadField.Status],
            Supplements = _texts[(int)HeadField.Supplements],
            Type = _texts[(int)HeadField.Type],
            BaseDefinition = _texts[(int)HeadField.BaseDefinition],
            Derivation = _texts[(int)HeadField.Derivation],
            Kind = _texts[(int)HeadField.Kind],
            Content = _texts[(int)HeadField.Content],
            HasSnapshot = _hasSnapshot,
        };

    [System.Runtime.CompilerServices.InlineArray((int)HeadField.Text + 1)]
    private struct Texts
    {
        private string? _first;
    }
}
