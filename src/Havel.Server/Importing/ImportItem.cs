namespace Havel.Server.Importing;

/// <summary>One resource or Bundle as found in a file, or why it could not be taken.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Bytes">The JSON or XML; empty where there is a fault.</param>
/// <param name="Fault">Why the bytes were not held; null where they are.</param>
internal readonly record struct ImportItem(string File, int Line, ReadOnlyMemory<byte> Bytes, string? Fault = null);
