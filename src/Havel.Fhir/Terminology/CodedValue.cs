using Havel.Fhir.Nodes;

namespace Havel.Fhir.Terminology;

/// <summary>A code as it stands in a resource, in the bytes it stands there with. Empty parts are absent. Nothing is
/// copied, so a check of it need not allocate.</summary>
public readonly ref struct CodedValue
{
    /// <summary>A code with what stands beside it.</summary>
    /// <param name="system">The code system's canonical URL; empty for none.</param>
    /// <param name="code">The code.</param>
    /// <param name="version">The code system's version; empty for none.</param>
    /// <param name="display">The text beside the code, to be checked too; empty for none.</param>
    /// <param name="infersSystem">Whether the value set alone says which system is meant, as for elements of type
    /// <c>code</c>.</param>
    public CodedValue(
        ReadOnlySpan<byte> system,
        ReadOnlySpan<byte> code,
        ReadOnlySpan<byte> version = default,
        ReadOnlySpan<byte> display = default,
        bool infersSystem = false)
    {
        System = system;
        Code = code;
        Version = version;
        Display = display;
        InfersSystem = infersSystem;
    }

    public ReadOnlySpan<byte> System { get; }

    public ReadOnlySpan<byte> Code { get; }

    public ReadOnlySpan<byte> Version { get; }

    public ReadOnlySpan<byte> Display { get; }

    public bool InfersSystem { get; }

    /// <summary>The parts of a Coding, or of a Quantity (whose code is in <c>code</c>, too).</summary>
    /// <param name="coding">The node.</param>
    /// <param name="isDisplayChecked">Whether the display is part of the question.</param>
    public static CodedValue OfCoding(Node coding, bool isDisplayChecked = true) => new(
        BytesOf(coding.Child("system")),
        BytesOf(coding.Child("code")),
        BytesOf(coding.Child("version")),
        isDisplayChecked ? BytesOf(coding.Child("display")) : default);

    /// <summary>A primitive of type <c>code</c>, <c>uri</c> or <c>string</c>: its system is what the value set
    /// says.</summary>
    public static CodedValue OfPrimitive(Node primitive) => new(default, BytesOf(primitive), infersSystem: true);

    private static ReadOnlySpan<byte> BytesOf(Node primitive)
    {
        if (!primitive.Exists || !primitive.HasValue)
            return default;

        return primitive.HasEscapes ? global::System.Text.Encoding.UTF8.GetBytes(primitive.Text()) : primitive.RawText;
    }
}
