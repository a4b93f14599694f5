using Havel.Fhir.Issues;
using Havel.Fhir.Xml;
using Havel.Server.Intake;
using Havel.Server.Interactions;
using Havel.Server.Validation;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Writes;

/// <summary>What every written resource goes through, whichever interaction brings it: parsed, held to profiles and to
/// the server's own rules, its references looked at.</summary>
internal readonly record struct WriteIntake(Reading Reading, WriteFault? Fault, IReadOnlyList<string> Targets)
{
    /// <summary>Takes a resource in.</summary>
    /// <param name="asking">Who writes, and where.</param>
    /// <param name="body">The resource.</param>
    /// <param name="source">Where it came from, if it was sent as XML.</param>
    /// <param name="resolve">What references and links come to; null where they stay as they are.</param>
    public static WriteIntake Take(
        in Asking asking, ReadOnlyMemory<byte> body, XmlConversion? source,
        Func<string, bool, string?>? resolve = null)
    {
        var (home, grant, request, _) = asking;
        var reading = home.Inflow.Read(body, request.Route.Type, resolve, source: source);
        if (!reading.IsValid)
            return Refuse(reading, IsUnreadable(reading) ? 400 : null, source);

        reading = WriteValidation.Judge(home, reading, grant.Caller, source);
        if (!reading.IsValid)
            return Refuse(reading, 422, source);

        return WriteRules.Check(home, reading.Table) is { Count: > 0 } faults
            ? new WriteIntake(default, new WriteFault(faults, 422), [])
            : WithTargets(asking, reading);
    }

    /// <summary>An operation that makes sure of the references, where the policy asks for it.</summary>
    public WriteOperation Secure(Deployment home, WriteOperation operation) =>
        home.Writes.Integrity == IntegrityMode.Enforce ? operation.Requiring(Targets) : operation;

    private static WriteIntake WithTargets(in Asking asking, in Reading reading)
    {
        if (asking.Home.Writes.Integrity == IntegrityMode.Off)
            return new WriteIntake(reading, null, []);

        var targets = LiteralReferences.Of(reading.Table!, asking.Home.Types);
        return asking.Home.Writes.Integrity == IntegrityMode.Enforce
            ? new WriteIntake(reading, null, targets)
            : new WriteIntake(reading with { Issues = [.. reading.Issues, .. Warnings(asking, targets)] }, null, []);
    }

    /// <summary>A warning for each reference that leads to nothing the caller sees.</summary>
    private static IEnumerable<Issue> Warnings(Asking asking, IReadOnlyList<string> targets) => targets
        .Where(target => !IsThere(asking, target))
        .Select(target => new Issue(
            IssueSeverity.Warning, IssueType.NotFound, $"Nothing is found for the reference {target}."));

    private static bool IsThere(in Asking asking, string target)
    {
        var slash = target.IndexOf('/', StringComparison.Ordinal);
        var read = asking.Home.Store.ReadWritten(asking.Grant, target[..slash], target[(slash + 1)..]);
        return read.Status == ReadStatus.Found;
    }

    /// <summary>Whether it ends before it is a resource, valid or not.
    /// Source: https://hl7.org/fhir/R4/http.html#create.</summary>
    private static bool IsUnreadable(in Reading reading)
    {
        foreach (var issue in reading.Issues)
        {
            if (issue is { Severity: IssueSeverity.Fatal, Type: IssueType.Structure })
                return true;
        }

        return false;
    }

    private static WriteIntake Refuse(in Reading reading, int? status, XmlConversion? source) =>
        new(default, new WriteFault(reading.Issues, status, HasLines: source is not null), []);
}
