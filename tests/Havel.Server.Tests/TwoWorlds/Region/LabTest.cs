namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>Something measured, by its LOINC code.</summary>
internal sealed record LabTest(string Code, string Name, string Unit)
{
    public static readonly LabTest Hiv = new("75622-1", "HIV 1 and 2 tests", "mmol/L");

    public static readonly LabTest Glucose = new("2339-0", "Glucose", "mg/dL");

    public static readonly LabTest Systolic = new("8480-6", "Systolic blood pressure", "mm[Hg]");

    public static readonly LabTest Weight = new("29463-7", "Body weight", "kg");
}
