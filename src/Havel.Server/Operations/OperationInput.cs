namespace Havel.Server.Operations;

/// <summary>A parameter of one of the server's own operations, for its definition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its FHIR type.</param>
/// <param name="Documentation">What it says.</param>
internal sealed record OperationInput(string Name, string Type, string Documentation)
{
    public bool IsRequired { get; init; }
}
