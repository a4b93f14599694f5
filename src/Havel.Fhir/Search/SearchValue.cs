namespace Havel.Fhir.Search;

/// <summary>One alternative of a clause's OR list, ready to be compared with rows.</summary>
public abstract record SearchValue
{
    private protected SearchValue()
    {
    }
}
