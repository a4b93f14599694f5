using System.Text;

namespace Havel.Fhir.Operations;

/// <summary>One parameter of an operation, or a part of one.
/// Source: https://hl7.org/fhir/R4/parameters.html.</summary>
/// <param name="Name">Its name.</param>
public sealed record OperationParameter(string Name)
{
    /// <summary>The value's type as it ends its JSON name (<c>Code</c> for <c>valueCode</c>); empty where the value
    /// came as text of a URL, or where there is none.</summary>
    public string Type { get; init; } = "";

    /// <summary>A primitive value's text (a number or boolean as written), or null.</summary>
    public string? Text { get; init; }

    /// <summary>The value's JSON, quotes and braces included; empty where it came as text of a URL.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The JSON of the resource, where the parameter holds one; else empty.</summary>
    public ReadOnlyMemory<byte> Resource { get; init; }

    public IReadOnlyList<OperationParameter> Parts { get; init; } = [];

    public override string ToString() => $"{Name}: {Text ?? Encoding.UTF8.GetString(Json.Span)}";
}
