using System.Buffers.Text;
using System.Text;

namespace Havel.Server.Terminologies.Snomed;

/// <summary>A file of RF2: lines of fields with tabs between them, the first line with their names.
/// Source: https://docs.snomed.org/ (Release File Specification).</summary>
internal sealed class Rf2File : IDisposable
{
    private const int MostFields = 32;

    private readonly Utf8Lines _lines;
    private readonly Range[] _fields = new Range[MostFields];
    private readonly string[] _columns;
    private byte[] _line = [];
    private int _length;
    private int _count;

    /// <summary>A file of a release, its first line read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="watch">Who counts.</param>
    /// <param name="columns">The names that its first line must have.</param>
    /// <exception cref="SourceFault">They are others.</exception>
    public Rf2File(SourceFile file, ImportWatch watch, params string[] columns)
    {
        _lines = new Utf8Lines(file.Open(watch), file.Name);
        _columns = columns;
        if (!_lines.TryRead(out var head))
            throw new SourceFault($"{file.Name} is empty.");

        var found = Encoding.UTF8.GetString(head).Split('\t');
        if (!found.SequenceEqual(columns, StringComparer.Ordinal))
        {
            throw SourceFault.At(
                file.Name, 1, $"The columns are {string.Join(", ", found)}; expected {string.Join(", ", columns)}.");
        }
    }

    /// <summary>Goes to the next row.</summary>
    public bool Read()
    {
        if (!_lines.TryRead(out var line))
            return false;

        if (_line.Length < line.Length)
            _line = new byte[line.Length * 2];
        line.CopyTo(_line);
        _length = line.Length;
        Split();
        if (_count != _columns.Length)
            throw SourceFault.At(_lines.Name, _lines.Line, $"{_count} fields; expected {_columns.Length}.");

        return true;
    }

    public ReadOnlySpan<byte> Field(int index) => _line.AsSpan(0, _length)[_fields[index]];

    public string Text(int index) => Encoding.UTF8.GetString(Field(index));

    public bool IsActive(int index) => Field(index).SequenceEqual("1"u8);

    /// <summary>A SNOMED CT identifier.</summary>
    public long Id(int index)
    {
        var field = Field(index);
        return Utf8Parser.TryParse(field, out long id, out var used) && used == field.Length && id > 0
            ? id
            : throw SourceFault.At(
                _lines.Name, _lines.Line, $"'{Text(index)}' in {_columns[index]} is no SNOMED CT identifier.");
    }

    public void Dispose() => _lines.Dispose();

    private void Split()
    {
        _count = 0;
        var start = 0;
        while (_count < MostFields)
        {
            var length = _line.AsSpan(start, _length - start).IndexOf((byte)'\t');
            _fields[_count++] = length < 0 ? start.._length : start..(start + length);
            if (length < 0)
                return;
            start += length + 1;
        }
    }
}
