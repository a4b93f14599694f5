namespace Havel.Store.Holding;

/// <summary>Where a journal lies. The tests put one in its place that loses power and fills up, as they do beneath
/// SQLite.</summary>
internal interface IJournalDisk
{
    /// <summary>Makes a file without content; whether its name is durable is known after
    /// <see cref="FlushName"/>.</summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    IJournalMedium Create(string path);

    /// <summary>Makes the name of a file durable.</summary>
    void FlushName(string path);

    /// <summary>The content; empty where there is no file.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    byte[] Read(string path);

    /// <summary>Removes the file, where there is one.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    void Delete(string path);
}
