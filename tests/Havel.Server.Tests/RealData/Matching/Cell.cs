namespace Havel.Server.Tests.RealData.Matching;

/// <summary>One value that a search parameter finds in a resource, as the matcher compares it.</summary>
internal abstract record Cell
{
    /// <summary>A code, with the system it is of; null for none.</summary>
    public sealed record Token(string? System, string Code) : Cell;

    /// <summary>A reference as written, and the identifier it may carry; either may be null.</summary>
    public sealed record Reference(string? Target, Token? Identifier) : Cell;

    /// <summary>A text as written and as it is compared.</summary>
    public sealed record Text(string Raw, string Folded) : Cell;

    /// <summary>A span of time.</summary>
    public sealed record Time(TimeSpot Spot) : Cell;

    /// <summary>A number or a quantity between two bounds that it may reach, equal for a plain value.</summary>
    public sealed record Amount(decimal Low, decimal High, string? System, string? Code, string? Unit) : Cell;

    /// <summary>An address.</summary>
    public sealed record Address(string Uri) : Cell;

    /// <summary>Values that belong together, for a composite: the cells of each component.</summary>
    public sealed record Group(IReadOnlyList<IReadOnlyList<Cell>> Components) : Cell;
}
