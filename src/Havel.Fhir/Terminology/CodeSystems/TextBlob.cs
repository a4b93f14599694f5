using System.Text;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>All texts of a code system in one array, each behind its length: no object a text, no header, no
/// UTF-16.</summary>
internal sealed class TextBlob
{
    /// <summary>The place of no text.</summary>
    public const int None = -1;

    private readonly byte[] _bytes;

    private TextBlob(byte[] bytes) => _bytes = bytes;

    public int Length => _bytes.Length;

    /// <summary>The text at a place; empty for <see cref="None"/>.</summary>
    public ReadOnlySpan<byte> Utf8(int at)
    {
        if (at < 0)
            return default;

        int length = _bytes[at++];
        if (length >= 0x80)
        {
            length &= 0x7F;
            for (var shift = 7; ; shift += 7)
            {
                var part = _bytes[at++];
                length |= (part & 0x7F) << shift;
                if (part < 0x80)
                    break;
            }
        }

        return _bytes.AsSpan(at, length);
    }

    /// <summary>The text at a place, or null.</summary>
    public string? Text(int at) => at < 0 ? null : Encoding.UTF8.GetString(Utf8(at));

    /// <summary>Gathers texts.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, int> _shared = new(StringComparer.Ordinal);
        private byte[] _bytes = new byte[1024];
        private int _count;

        /// <summary>Adds a text; null has no place.</summary>
        public int Add(string? text)
        {
            if (text is null)
                return None;

            var at = _count;
            var length = Encoding.UTF8.GetByteCount(text);
            Ensure(length + 5);
            var rest = (uint)length;
            while (rest >= 0x80)
            {
                _bytes[_count++] = (byte)(rest | 0x80);
                rest >>= 7;
            }

            _bytes[_count++] = (byte)rest;
            _count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_count));
            return at;
        }

        /// <summary>Adds a text that comes again and again, once.</summary>
        public int Share(string? text)
        {
            if (text is null)
                return None;
            if (_shared.TryGetValue(text, out var at))
                return at;

            at = Add(text);
            _shared.Add(text, at);
            return at;
        }

        public TextBlob Build() => new(_bytes.AsSpan(0, _count).ToArray());

        private void Ensure(int more)
        {
            if (_count + more > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + more));
        }
    }
}
