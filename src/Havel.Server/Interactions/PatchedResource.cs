using Havel.Fhir.Issues;
using Havel.Server.Intake;
using Havel.Server.Writes;

namespace Havel.Server.Interactions;

/// <summary>A resource with a patch applied, or why there is none.</summary>
/// <param name="Fault">Why not; null where there is one.</param>
internal readonly record struct PatchedResource(WriteFault? Fault)
{
    private static readonly WriteFault OtherResource = WriteFault.Of(422, IssueType.BusinessRule,
        "A patch may not change the type or id of a resource.");

    /// <summary>The changed resource as JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The version it was made of.</summary>
    public int Version { get; init; }

    /// <summary>What became of it on the usual way in.</summary>
    public WriteIntake Intake { get; init; }

    /// <summary>Holds the changed resource to all rules of a resource that is written.</summary>
    public PatchedResource Judge(in Asking asking, string id, Func<string, bool, string?>? resolve)
    {
        var head = ResourceHead.Read(Body.Span);
        if (!string.Equals(head.Type, asking.Request.Route.Type, StringComparison.Ordinal)
            || !string.Equals(head.Id, id, StringComparison.Ordinal))
        {
            return new PatchedResource(OtherResource);
        }

        var intake = WriteIntake.Take(asking, Body, source: null, resolve);
        return intake.Fault is null
            ? this with { Intake = intake }
            : new PatchedResource(intake.Fault with { Status = 422 });
    }
}
