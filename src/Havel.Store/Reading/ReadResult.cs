namespace Havel.Store.Reading;

/// <summary>The answer to a read.</summary>
/// <param name="Status">Whether there is something.</param>
/// <param name="Resource">The version read; of a deleted one everything but the body. Default where nothing was
/// found.</param>
public readonly record struct ReadResult(ReadStatus Status, ResourceVersion Resource)
{
    public static ReadResult NotFound => default;
}
