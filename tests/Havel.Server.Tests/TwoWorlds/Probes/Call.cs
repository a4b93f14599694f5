namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>One request of a probe. <c>{next}</c>, <c>{etag}</c>, <c>{version}</c> and <c>{location}</c> in target and
/// headers stand for what the last answer named: the page that follows, the entity tag, and where something was
/// written.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path below the base, with its query.</param>
internal sealed record Call(string Method, string Target)
{
    private const int Shown = 200;

    /// <summary>Who asks.</summary>
    public Role By { get; init; } = Role.Requester;

    /// <summary>Header lines, each ended by CR LF.</summary>
    public string Headers { get; init; } = "";

    public string? Body { get; init; }

    /// <summary>Whether all following pages are read as well.</summary>
    public bool IsWalked { get; init; }

    public override string ToString()
    {
        var body = Body?.ReplaceLineEndings("");
        var start = body?.Length > Shown ? body[..Shown] + "..." : body;
        return $"{By} {Method} {Target} {Headers.ReplaceLineEndings("; ")}{start}";
    }
}
