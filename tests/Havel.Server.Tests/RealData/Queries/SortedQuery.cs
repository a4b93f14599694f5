using Havel.Server.Tests.RealData.Matching;

namespace Havel.Server.Tests.RealData.Queries;

/// <summary>A search with an order.</summary>
/// <param name="Expected">What it finds.</param>
/// <param name="Keys">The parameters of the order, the first is the most important.</param>
internal sealed record SortedQuery(Expected Expected, IReadOnlyList<SortedQuery.Key> Keys)
{
    public string Url => $"{Expected.Query.Url}&_sort={Order}";

    private string Order => string.Join(',', Keys.Select(key => key.ToString()));

    public override string ToString() => $"{Expected.Query}&_sort={Order}";

    /// <summary>Below zero where the first comes before the second, zero where the order leaves it open.</summary>
    public int Compare(CorpusResource first, CorpusResource second) =>
        Keys.Select(key => key.Compare(first, second)).FirstOrDefault(order => order != 0);

    /// <summary>One parameter of an order. What has no value comes last, whichever the direction; of several values the
    /// least counts going up, the greatest going down.</summary>
    internal sealed record Key(Parameter Parameter, bool IsDescending)
    {
        public override string ToString() => (IsDescending ? "-" : string.Empty) + Parameter.Code;

        public int Compare(CorpusResource first, CorpusResource second)
        {
            var (left, right) = (ValueOf(first), ValueOf(second));
            if (left is null || right is null)
                return (left is null).CompareTo(right is null);

            var order = left is string text
                ? string.CompareOrdinal(text, (string)right)
                : ((IComparable)left).CompareTo(right);
            return IsDescending ? -order : order;
        }

        private object? ValueOf(CorpusResource resource)
        {
            var values = resource.Values(Parameter).Select(Value);
            return IsDescending ? values.Max() : values.Min();
        }

        private static object Value(Cell cell) => cell switch
        {
            Cell.Token id => id.Code,
            Cell.Text text => text.Folded,
            Cell.Time time => time.Spot.Start,
            Cell.Amount amount => amount.Low,
            _ => throw new ArgumentOutOfRangeException(nameof(cell)),
        };
    }
}
