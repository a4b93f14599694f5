namespace Havel.Store.Reading;

/// <summary>Whose history is read.</summary>
/// <param name="Type">Number of the type; null for the whole system.</param>
/// <param name="Rid">The one resource; null for all of the type.</param>
internal readonly record struct HistoryScope(int? Type, long? Rid)
{
    /// <summary>The value of the parameter <c>?5</c>, where <see cref="Condition"/> has it.</summary>
    public long? Value => Rid ?? Type;

    public string Condition(string row) =>
        Rid is not null ? $"{row}.rid = ?5" : Type is not null ? $"{row}.type = ?5" : "1";
}
