namespace Havel.Store.Planning;

/// <summary>One clause, understood: how to check it and, where it can be, how to be driven by it.</summary>
/// <param name="WhenFew">The check where few rows are expected.</param>
/// <param name="WhenMany">The check where many rows are expected; the same for all but links.</param>
/// <param name="Source">Rows of all resources that fulfil the clause; null where there is no such index.</param>
/// <param name="IsWhole">Whether what comes from the source fulfils the clause without a check.</param>
/// <param name="IsLink">Whether the source follows references and its size is worth a look before it is used.</param>
internal sealed record Term(
    Condition WhenFew, Condition WhenMany, RowSource? Source, bool IsWhole = true, bool IsLink = false)
{
    /// <summary>The rows of the resources that do not fulfil the clause, where it is those that have an
    /// index.</summary>
    public RowSource? Excluded { get; init; }

    /// <summary>For links: about how many resources fit at the far end; NaN where there is none.</summary>
    public double FarRows { get; init; } = double.NaN;

    /// <summary>For links: the share of those at the far end that fit.</summary>
    public double FarShare { get; init; } = 1;

    public Term(Condition condition, RowSource? source, bool isWhole = true)
        : this(condition, condition, source, isWhole)
    {
    }
}
