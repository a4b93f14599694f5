using Havel.Fhir.Issues;

namespace Havel.Store.Writing;

/// <summary>The answer to one operation.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Type">Resource type.</param>
/// <param name="Id">Logical id; of a conditional create that found its resource, the id found.</param>
/// <param name="Version">The current version now; 0 for a refusal.</param>
/// <param name="Updated">When that version was written, to the millisecond.</param>
/// <param name="Body">The version as it will be sent, UTF-8; empty for deletions, refusals and imports.</param>
/// <param name="Issue">Why it was forbidden; null otherwise.</param>
public readonly record struct WriteResult(
    WriteStatus Status,
    string Type,
    string Id,
    int Version = 0,
    DateTimeOffset Updated = default,
    ReadOnlyMemory<byte> Body = default,
    Issue? Issue = null)
{
    /// <summary>Whether the operation stands in the way of its batch.</summary>
    public bool IsRefusal => Status >= WriteStatus.NotFound;
}
