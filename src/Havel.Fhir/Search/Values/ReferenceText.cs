namespace Havel.Fhir.Search.Values;

/// <summary>A literal reference taken apart. Source: https://hl7.org/fhir/R4/references.html#literal.</summary>
internal readonly ref struct ReferenceText
{
    private ReferenceText(ReadOnlySpan<byte> value, ReadOnlySpan<byte> type, bool isLocal)
    {
        Value = value;
        Type = type;
        IsLocal = isLocal;
    }

    /// <summary><c>Type/id</c> where local, else the URL; without version. Empty for a fragment and for what is no
    /// reference.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The resource type that the text shows; empty for none.</summary>
    public ReadOnlySpan<byte> Type { get; }

    public bool IsLocal { get; }

    public bool IsEmpty => Value.IsEmpty;

    /// <summary>Takes a reference apart.</summary>
    /// <param name="text">UTF-8 without quotes or escapes.</param>
    public static ReferenceText Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] == (byte)'#' || text.Contains((byte)'?'))
            return default;

        var value = WithoutVersion(text);
        var idSlash = value.LastIndexOf((byte)'/');
        if (value.StartsWith("urn:"u8) || idSlash <= 0)
            return value.Contains((byte)':') ? new ReferenceText(value, default, isLocal: false) : default;

        var beforeId = value[..idSlash];
        var typeSlash = beforeId.LastIndexOf((byte)'/');
        var type = beforeId[(typeSlash + 1)..];
        var isTyped = IsTypeName(type) && idSlash + 1 < value.Length;
        if (typeSlash < 0)
            return isTyped ? new ReferenceText(value, type, isLocal: true) : default;

        return new ReferenceText(value, isTyped ? type : default, isLocal: false);
    }

    /// <summary>A canonical address without <c>|version</c> and <c>#fragment</c>.
    /// Source: https://hl7.org/fhir/R4/references.html#canonical.</summary>
    public static ReadOnlySpan<byte> WithoutCanonicalVersion(ReadOnlySpan<byte> canonical)
    {
        var end = canonical.IndexOfAny((byte)'|', (byte)'#');
        return end < 0 ? canonical : canonical[..end];
    }

    private static ReadOnlySpan<byte> WithoutVersion(ReadOnlySpan<byte> text)
    {
        var history = text.IndexOf("/_history/"u8);
        return history < 0 ? text : text[..history];
    }

    private static bool IsTypeName(ReadOnlySpan<byte> text) =>
        text.Length > 2 && text[0] is >= (byte)'A' and <= (byte)'Z' &&
        text.IndexOfAnyExceptInRange((byte)'A', (byte)'z') < 0;
}
