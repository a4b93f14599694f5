namespace Havel.Server.Tests.RealData.Matching;

/// <summary>A search.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Clauses">What must hold, all of it.</param>
/// <param name="Group">What it is a case of, for the count.</param>
internal sealed record Query(string Type, IReadOnlyList<Clause> Clauses, string Group)
{
    /// <summary>The address below the base, ready to be sent.</summary>
    public string Url => $"{Type}?{string.Join('&', Clauses.Select(clause => clause.ToString()))}";

    public override string ToString() =>
        $"{Type}?{string.Join('&', Clauses.Select(clause => $"{clause.Name}={clause.Value}"))}";
}
