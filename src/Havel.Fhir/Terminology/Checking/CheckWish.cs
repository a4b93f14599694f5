using Havel.Fhir.Terminology.Displays;

namespace Havel.Fhir.Terminology.Checking;

/// <summary>How strictly a code is to be checked.</summary>
internal sealed record CheckWish
{
    /// <summary>Whether a concept that only groups others will do.</summary>
    public bool TakesAbstract { get; init; } = true;

    /// <summary>Whether the value set may say which system is meant.</summary>
    public bool InfersSystem { get; init; }

    /// <summary>Whether an inactive code is a fault.</summary>
    public bool IsActiveOnly { get; init; }

    /// <summary>Whether a wrong display is only worth a warning.</summary>
    public bool IsLenientOnDisplay { get; init; }

    /// <summary>Whether only membership is asked for, and neither display nor status.</summary>
    public bool IsMembershipOnly { get; init; }

    public LanguageWish Languages { get; init; } = LanguageWish.None;
}
