namespace Havel.Fhir;

/// <summary>The limits of profiles and their snapshots.</summary>
public static partial class Limits
{
    /// <summary>Greatest number of elements a snapshot may have, those that slices copy included. The largest profiles
    /// of the German packages stay under 2,000.</summary>
    public const int SnapshotElements = 100_000;

    /// <summary>Greatest number of definitions without snapshots that are worked out one for the other.</summary>
    public const int ProfileDerivations = 64;

    /// <summary>Greatest number of steps in the path of an element.</summary>
    public const int ProfileNesting = 64;
}
