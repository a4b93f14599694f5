namespace Havel.Fhir.Search;

/// <summary>One condition of a query; all clauses of a query must hold.</summary>
public abstract record SearchClause
{
    private protected SearchClause()
    {
    }
}
