namespace Havel.Store.Jobs;

/// <summary>A request that is answered later, as every process of the deployment can read it.</summary>
/// <param name="Id">Its name, made at random.</param>
/// <param name="Owner">Who may ask for it, as a hash.</param>
/// <param name="Created">When it was accepted, in milliseconds since 1970 UTC.</param>
/// <param name="Request">What was asked; the server's own form.</param>
public sealed record JobRow(string Id, byte[] Owner, long Created, byte[] Request)
{
    /// <summary>When the process that works on it last said so, or when it was done.</summary>
    public long Beat { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Runs { get; init; }

    /// <summary>The status of the answer; 0 while there is none.</summary>
    public int Status { get; init; }

    /// <summary>The policy version under which the answer was made; -1 where labels have changed since.</summary>
    public long Policy { get; init; }

    /// <summary>The answer.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    public bool IsDone => Status != 0;
}
