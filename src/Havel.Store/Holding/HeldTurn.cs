namespace Havel.Store.Holding;

/// <summary>Where a new resource stands among those that are held.</summary>
/// <param name="Number">Its number in the journal.</param>
/// <param name="After">How many of its batch follow.</param>
/// <param name="Updated">The commit's time in milliseconds since 1970 UTC.</param>
/// <param name="Sign">Of its batch.</param>
internal readonly record struct HeldTurn(long Number, int After, long Updated, HeldSign Sign);
