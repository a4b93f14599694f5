namespace Havel.Store.Planning;

/// <summary>The ends of a search value, integers for dates and reals for numbers.</summary>
internal readonly struct SqlRange
{
    public SqlRange(long low, long high)
    {
        Low = new SqlValue(low);
        High = new SqlValue(high);
    }

    public SqlRange(double low, double high)
    {
        Low = new SqlValue(low);
        High = new SqlValue(high);
    }

    public SqlValue Low { get; }

    public SqlValue High { get; }
}
