namespace Havel.Fhir.Parsing;

/// <summary>What the scanner noticed in a string on its way to the closing quote.</summary>
[Flags]
internal enum StringFlags : byte
{
    None = 0,

    /// <summary>There are escapes, so the bytes are not the text.</summary>
    Escapes = 1,

    /// <summary>There are plain spaces.</summary>
    Spaces = 2,

    /// <summary>An escape stands for a control character that FHIR forbids.</summary>
    Control = 4,
}
