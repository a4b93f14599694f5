namespace Havel.Store.Backups;

/// <summary>What a backup holds.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">How many bytes they have.</param>
public sealed record BackupContent(int Files, long Bytes);
