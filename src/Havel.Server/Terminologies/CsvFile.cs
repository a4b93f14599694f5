using System.Text;

namespace Havel.Server.Terminologies;

/// <summary>A table with a line of column names, fields in quotes where need be.
/// Source: RFC 4180; the separator is found out from the first line.</summary>
internal sealed class CsvFile : IDisposable
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Utf8Lines _lines;
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private readonly char _separator;

    public CsvFile(SourceFile file, ImportWatch watch)
    {
        _lines = new Utf8Lines(file.Open(watch), file.Name);
        if (!_lines.TryRead(out var head))
            throw new SourceFault($"{file.Name} is empty.");

        var text = Decode(head);
        _separator = text.Contains('\t') ? '\t' : text.Contains(';') ? ';' : ',';
        Split(text);
        Columns = [.. _fields.Select(name => name.Trim())];
    }

    public IReadOnlyList<string> Columns { get; }

    public string Name => _lines.Name;

    public long Line => _lines.Line;

    /// <summary>Goes to the next row that is not empty.</summary>
    public bool Read()
    {
        while (_lines.TryRead(out var line))
        {
            if (line.IsEmpty)
                continue;

            Split(Decode(line));
            return true;
        }

        return false;
    }

    /// <summary>The position of a column under any of its names, or -1.</summary>
    public int Find(params string[] names)
    {
        for (var index = 0; index < Columns.Count; index++)
        {
            if (names.Contains(Columns[index], StringComparer.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }

    /// <summary>The position of a column that has to be there.</summary>
    /// <exception cref="SourceFault">It is not.</exception>
    public int Need(params string[] names) => Find(names) is var index and >= 0
        ? index
        : throw SourceFault.At(
            Name, 1, $"There is no column {string.Join(" or ", names)}, but {string.Join(", ", Columns.Take(20))}.");

    /// <summary>The field, or empty where the row has none or the column is not there.</summary>
    public string this[int column] => column >= 0 && column < _fields.Count ? _fields[column] : "";

    public void Dispose() => _lines.Dispose();

    /// <summary>Older German tables are in Latin 1, which UTF-8 readers notice.</summary>
    private static string Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return Strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(line);
        }
    }

    private void Split(string text)
    {
        _fields.Clear();
        _field.Clear();
        var isQuoted = false;
        for (var at = 0; ; at++)
        {
            if (at >= text.Length)
            {
                if (!isQuoted || !_lines.TryRead(out var more))
                    break;

                // A line break within quotes is part of the field.
                _field.Append(' ');
                if (_field.Length > Limits.MaxTerminologyLine)
                    throw SourceFault.At(Name, Line, "A field in quotes that does not end.");
                text = Decode(more);
                at = -1;
                continue;
            }

            var character = text[at];
            if (isQuoted && character == '"' && at + 1 < text.Length && text[at + 1] == '"')
                _field.Append(text[at++]);
            else if (character == '"' && _separator != '\t')
                isQuoted = !isQuoted;
            else if (character == _separator && !isQuoted)
                EndField();
            else
                _field.Append(character);
        }

        EndField();
    }

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
    }
}
