using Havel.Store.Terminology;

namespace Havel.Server.Terminologies;

/// <summary>A publisher's release whose format is known.</summary>
internal abstract class Release
{
    /// <summary>What is said of the system as a whole.</summary>
    public abstract CodeSystemHead Head { get; }

    /// <summary>The format's name, as <c>--format</c> has it.</summary>
    public abstract string Format { get; }

    /// <summary>Reads everything into the writer.</summary>
    /// <exception cref="SourceFault">The files are not what they seemed.</exception>
    public abstract void WriteTo(CodeSystemWriter writer, ImportWatch watch);
}
