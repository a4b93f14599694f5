namespace Havel.Consent.Policies;

/// <summary>Whether a criterion holds. The order is that of Kleene: AND is the least, OR the greatest.</summary>
public enum Truth : byte
{
    False,

    /// <summary>Not known: a code, system, reference or extension that Havel cannot evaluate.</summary>
    Unknown,

    True,
}
