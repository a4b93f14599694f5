namespace Havel.Server.Paging;

/// <summary>What became of a page token: the cursor inside, or why it cannot be used.</summary>
internal readonly record struct PageToken(byte[]? Cursor, string? Fault);
