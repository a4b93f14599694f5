using Havel.Fhir.Search;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes <c>token_row</c>.</summary>
internal sealed class TokenTable(Connection writer)
    : RowTable<TokenRow>(writer, "token_row", Key, RowOrder.Tokens, ValueOrder)
{
    private static readonly string[] Key = ["slot", "value", "subject", "at", "rid", "system", "part"];

    private static int ValueOrder(TokenRow left, TokenRow right)
    {
        var order = left.Slot.CompareTo(right.Slot);
        return order != 0 ? order : left.Value.CompareTo(right.Value);
    }

    protected override ulong RankOf(in TokenRow row) => RowRank.Of(row.Slot, row.Value);

    protected override int SlotOf(in TokenRow row) => row.Slot;

    protected override void BindKey(Statement statement, int before, in TokenRow row, in Place place)
    {
        statement.Bind(before + 1, row.Slot);
        statement.Bind(before + 2, row.Value);
        statement.Bind(before + 3, place.Subject);
        statement.Bind(before + 4, place.At);
        statement.Bind(before + 5, place.Rid);
        statement.Bind(before + 6, row.System);
        statement.Bind(before + 7, row.Part);
    }
}
