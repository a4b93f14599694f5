using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>The statements that put rows into the file where they wait.</summary>
internal sealed class StagedRows(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _concept = connection.Prepare(
        "INSERT INTO stage.concept(ordinal, code, display, definition, flags) VALUES (?, ?, ?, ?, ?)");

    private readonly SqliteStatement _display =
        connection.Prepare("UPDATE stage.concept SET display = ? WHERE ordinal = ?");

    private readonly SqliteStatement _designation = connection.Prepare(
        "INSERT INTO stage.designation(ordinal, language, use, value) VALUES (?, ?, ?, ?)");

    private readonly SqliteStatement _property = connection.Prepare(
        "INSERT INTO stage.property(ordinal, name, target, value) VALUES (?, ?, ?, ?)");

    public void Concept(int ordinal, in ImportedConcept concept)
    {
        _concept.Bind(1, ordinal);
        _concept.BindText(2, concept.Code);
        _concept.BindOptional(3, concept.Display);
        _concept.BindOptional(4, concept.Definition);
        _concept.Bind(5, (long)((concept.IsInactive ? ConceptFlags.Inactive : ConceptFlags.None)
            | (concept.IsAbstract ? ConceptFlags.Abstract : ConceptFlags.None)));
        _concept.Run();
    }

    public void Display(int ordinal, string display)
    {
        _display.BindText(1, display);
        _display.Bind(2, ordinal);
        _display.Run();
    }

    public void Designation(int ordinal, string? language, string? use, string value)
    {
        _designation.Bind(1, ordinal);
        _designation.BindOptional(2, language);
        _designation.BindOptional(3, use);
        _designation.BindText(4, value);
        _designation.Run();
    }

    public void Property(int ordinal, int name, int? target, string? value)
    {
        _property.Bind(1, ordinal);
        _property.Bind(2, name);
        if (target is { } concept)
            _property.Bind(3, concept);
        else
            _property.BindNull(3);
        _property.BindOptional(4, value);
        _property.Run();
    }

    public void Dispose()
    {
        _concept.Dispose();
        _display.Dispose();
        _designation.Dispose();
        _property.Dispose();
    }
}
