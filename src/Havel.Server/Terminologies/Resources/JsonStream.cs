using System.Text;
using System.Text.Json;

namespace Havel.Server.Terminologies.Resources;

/// <summary>Reads JSON token by token from a stream, within a fixed memory.</summary>
internal sealed class JsonStream : IDisposable
{
    private const int FirstBuffer = 1 << 17;

    private readonly Stream _stream;
    private readonly string _name;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Limits.MaxTerminologyDepth });

    public JsonStream(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
            _start = Encoding.UTF8.Preamble.Length;
    }

    public JsonTokenType Type { get; private set; }

    /// <summary>A property's name, a string's text, a number or literal as written; empty for brackets.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="SourceFault">The JSON is broken.</exception>
    public bool Read()
    {
        while (true)
        {
            if (TryToken(out var isThere))
                return isThere;
            Fill();
        }
    }

    /// <summary>Passes over the value at which the reader stands, to its last token.</summary>
    public void Skip()
    {
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;

        for (var depth = 1; depth > 0 && Read();)
        {
            if (Type is JsonTokenType.StartObject or JsonTokenType.StartArray)
                depth++;
            else if (Type is JsonTokenType.EndObject or JsonTokenType.EndArray)
                depth--;
        }
    }

    /// <summary>Goes through the members of the object at which the reader stands; the value is to be read or skipped
    /// to its last token.</summary>
    public IEnumerable<string> Members()
    {
        if (Type != JsonTokenType.StartObject)
            throw new SourceFault($"{_name}: an object was expected.");

        while (Read() && Type == JsonTokenType.PropertyName)
        {
            var name = Text;
            Read();
            yield return name;
        }
    }

    /// <summary>Goes through the items of the list at which the reader stands, in the same way.</summary>
    public IEnumerable<int> Items()
    {
        if (Type != JsonTokenType.StartArray)
            throw new SourceFault($"{_name}: a list was expected.");

        for (var index = 0; Read() && Type != JsonTokenType.EndArray; index++)
            yield return index;
    }

    public void Dispose() => _stream.Dispose();

    private bool TryToken(out bool isThere)
    {
        try
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);
            isThere = reader.Read();
            if (!isThere && !_isAtEnd)
                return false;

            _start += (int)reader.BytesConsumed;
            _state = reader.CurrentState;
            if (isThere)
                Take(ref reader);
            return true;
        }
        catch (JsonException broken)
        {
            throw new SourceFault($"{_name} is no valid JSON: {broken.Message}");
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        Type = reader.TokenType;
        Text = Type switch
        {
            JsonTokenType.String or JsonTokenType.PropertyName => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        };
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= Limits.MaxTerminologyLine)
                throw new SourceFault($"{_name} holds a text of more than {Limits.MaxTerminologyLine} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = count == 0;
        _end += count;
    }
}
