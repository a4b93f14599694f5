using Havel.Consent.Policies;

namespace Havel.Consent.Resources;

/// <summary>The layout of a guard key.</summary>
internal static class GuardBytes
{
    public static byte[] Write(ResourceFacts facts, IReadOnlyList<PatientPolicy?> owners) => [];
}
