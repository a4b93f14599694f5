namespace Havel.Consent.Resources;

/// <summary>The time zone in which dates without a time are days: Europe/Berlin.</summary>
internal static class DeploymentZone
{
    public static DateRange Localise(DateRange range) => range;
}
