namespace Havel.Server.Tests.RealData.Matching;

/// <summary>One condition of a search as it is written.</summary>
internal sealed record Clause(string Name, string Value)
{
    public override string ToString() => $"{Name}={Uri.EscapeDataString(Value)}";
}
