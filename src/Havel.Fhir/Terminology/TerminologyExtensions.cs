using System.Text;

namespace Havel.Fhir.Terminology;

/// <summary>The questions of <see cref="ITerminology"/> for those who hold strings.</summary>
public static class TerminologyExtensions
{
    /// <summary>Whether a code is in a value set.</summary>
    /// <param name="terminology">Whom to ask.</param>
    /// <param name="valueSet">Canonical URL, with <c>|version</c> where one is meant.</param>
    /// <param name="system">The code's system; null where the value set says which.</param>
    /// <param name="code">The code.</param>
    /// <param name="version">The system's version, or null.</param>
    /// <param name="display">The text beside the code, to be checked, or null.</param>
    public static CodeCheck Check(
        this ITerminology terminology,
        string valueSet,
        string? system,
        string code,
        string? version = null,
        string? display = null) => terminology.Check(
        valueSet,
        new CodedValue(Bytes(system), Bytes(code), Bytes(version), Bytes(display), system is null));

    /// <summary>Whether a code is in its own code system.</summary>
    public static CodeCheck CheckCode(
        this ITerminology terminology, string system, string code, string? version = null, string? display = null) =>
        terminology.CheckCode(new CodedValue(Bytes(system), Bytes(code), Bytes(version), Bytes(display)));

    private static ReadOnlySpan<byte> Bytes(string? text) =>
        string.IsNullOrEmpty(text) ? default : Encoding.UTF8.GetBytes(text);
}
