namespace Havel.Store.Terminology;

/// <summary>A code system that is there.</summary>
/// <param name="Head">What it is.</param>
/// <param name="Concepts">How many concepts it has.</param>
/// <param name="Bytes">The size of its file.</param>
public sealed record TerminologyEntry(CodeSystemHead Head, long Concepts, long Bytes);
