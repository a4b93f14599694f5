using Havel.Server.Routing;

namespace Havel.Server.Validation;

/// <summary>Which resource types are checked against profiles when they are written, and how strictly. Structure is
/// checked always.</summary>
internal sealed class ProfilePolicy
{
    /// <summary>Structure alone.</summary>
    public static readonly ProfilePolicy None = new(ProfileMode.Off, []);

    private readonly ProfileMode _default;
    private readonly Dictionary<string, ProfileMode> _byType;

    private ProfilePolicy(ProfileMode @default, Dictionary<string, ProfileMode> byType)
    {
        _default = @default;
        _byType = byType;
    }

    /// <summary>What holds for a type.</summary>
    public ProfileMode Of(string type) => _byType.GetValueOrDefault(type, _default);

    /// <summary>Reads <c>enforce</c>, <c>Observation=warn,Patient=enforce</c> or both kinds together; a word without
    /// a type holds for all the other types.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="types">The resource types there are.</param>
    /// <param name="fault">Why it cannot be read.</param>
    /// <returns>Null where it cannot be read.</returns>
    public static ProfilePolicy? Parse(string text, ResourceTypes types, out string? fault)
    {
        var rest = ProfileMode.Off;
        var byType = new Dictionary<string, ProfileMode>(StringComparer.Ordinal);
        fault = null;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var type = equals < 0 ? null : types.Find(part.AsSpan(0, equals).Trim());
            if (equals >= 0 && type is null)
                fault = $"{part[..equals]} is no resource type of FHIR R4";
            else if (ModeOf(part[(equals + 1)..].Trim()) is not { } mode)
                fault = $"{part} names none of off, warn and enforce";
            else if (type is null)
                rest = mode;
            else
                byType[type] = mode;

            if (fault is not null)
                return null;
        }

        return new ProfilePolicy(rest, byType);
    }

    private static ProfileMode? ModeOf(string word) => word switch
    {
        "off" => ProfileMode.Off,
        "warn" => ProfileMode.Warn,
        "enforce" => ProfileMode.Enforce,
        _ => null,
    };
}
