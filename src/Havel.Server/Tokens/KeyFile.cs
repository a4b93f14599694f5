namespace Havel.Server.Tokens;

/// <summary>Secrets in the data folder: made on first use, readable by their owner alone.</summary>
internal static class KeyFile
{
    /// <summary>The file's bytes; where there is none, it is made first.</summary>
    /// <param name="path">Where the secret lives.</param>
    /// <param name="make">Makes a new one.</param>
    public static byte[] ReadOrMake(string path, Func<byte[]> make)
    {
        if (File.Exists(path))
            return File.ReadAllBytes(path);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var secret = make();

        // Written aside and moved, so that nobody ever reads half a key; of two makers one wins and both use it.
        var aside = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(aside, Options()))
        {
            file.Write(secret);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }

        return File.ReadAllBytes(path);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return options;
    }
}
