namespace Havel.Consent.Policies;

/// <summary>A numbered condition of one patient whose outcome guards note.</summary>
/// <param name="Number">The same for equal conditions of all patients, except that instances count from
/// <see cref="FirstInstance"/> in each patient: "hide this one document" is then the same policy for
/// everybody.</param>
/// <param name="Condition">What is asked.</param>
internal readonly record struct Slot(ulong Number, Condition Condition)
{
    /// <summary>Where the numbers of instances begin: above every number of content.</summary>
    public const ulong FirstInstance = 1UL << 63;
}
