using Havel.Store.Databases;

namespace Havel.Store.Holding;

/// <summary>The disk does not take the journal of held creates.</summary>
public sealed class JournalException : DatabaseException
{
    /// <summary>No space left. Source: https://man7.org/linux/man-pages/man3/errno.3.html.</summary>
    private const int NoSpace = 28;

    /// <summary>No space left for this user.</summary>
    private const int Quota = 122;

    internal JournalException(Exception fault)
        : base("The journal cannot be written.", fault)
    {
    }

    public override bool IsInterrupted => false;

    public override bool IsConstraint => false;

    public override bool IsFull => InnerException!.HResult is NoSpace or Quota;

    public override bool IsRefused => true;

    public override bool IsLost => false;
}
