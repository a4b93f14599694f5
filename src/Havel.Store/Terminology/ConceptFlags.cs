namespace Havel.Store.Terminology;

/// <summary>What a row of a concept says beside its texts. The numbers stand in the files.</summary>
[Flags]
internal enum ConceptFlags : byte
{
    None = 0,
    Inactive = 1,
    Abstract = 2,

    /// <summary>It has no parent.</summary>
    Root = 4,
}
