namespace Havel.Server.Commands;

/// <summary>What the process tells the shell; the help texts repeat it.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Wrong usage, or the machine's trouble: nothing was done, or not all.</summary>
    public const int Failure = 1;

    /// <summary>The command did its work, and some of the input was faulty.</summary>
    public const int BadInput = 2;
}
