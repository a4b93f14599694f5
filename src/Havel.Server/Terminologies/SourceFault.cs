namespace Havel.Server.Terminologies;

/// <summary>What a publisher's file has wrong; ends the import and becomes one line for whoever started it.</summary>
/// <param name="message">One sentence.</param>
internal sealed class SourceFault(string message) : Exception(message)
{
    /// <summary>A fault at a line of a file.</summary>
    public static SourceFault At(string file, long line, string message) => new($"{file}:{line}: {message}");
}
