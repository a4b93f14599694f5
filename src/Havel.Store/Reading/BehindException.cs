namespace Havel.Store.Reading;

/// <summary>A copy of the database has not yet what patients have said where is written. Never leaves the pool of
/// readers.</summary>
internal sealed class BehindException : Exception
{
    public BehindException()
        : base("The copy is behind what patients have said.")
    {
    }
}
