using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>Texts that may be NULL.</summary>
internal static class OptionalText
{
    public static void BindOptional(this SqliteStatement statement, int index, string? text)
    {
        if (text is null)
            statement.BindNull(index);
        else
            statement.BindText(index, text);
    }

    public static string? OptionalString(this SqliteStatement statement, int column) =>
        statement.IsNull(column) ? null : statement.String(column);
}
