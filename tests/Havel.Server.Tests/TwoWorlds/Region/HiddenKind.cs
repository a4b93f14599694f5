namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>What world B never heard of: the kinds of h. Several may be left out together.</summary>
[Flags]
public enum HiddenKind
{
    None = 0,

    /// <summary>Whole resources, whatever hides them: a label, a class, a later version, a deletion
    /// afterwards.</summary>
    Resource = 1,

    /// <summary>Old versions of resources whose current version shows. Version numbers remain, the one known residue,
    /// so world B holds another version there, as hidden as the first.</summary>
    Version = 2,

    /// <summary>A patient with everything of theirs, Consents included.</summary>
    Patient = 4,

    /// <summary>Resources of several patients, of whom one says no.</summary>
    Several = 8,
}
