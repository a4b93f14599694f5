namespace Havel.Consent.Policies;

/// <summary>What a resource-side condition asks. The numbers go into stored guards: add at the end, never
/// renumber.</summary>
internal enum ConditionKind : byte
{
    /// <summary>Nothing that Havel could evaluate: never true, never false.</summary>
    NotKnown,

    /// <summary>Class: the resource type.</summary>
    Type,

    /// <summary>Security label of a deny: this confidentiality or above.</summary>
    AtLeastConfidential,

    /// <summary>Security label of a permit: this confidentiality or below.</summary>
    AtMostConfidential,

    /// <summary>Any other security label.</summary>
    Label,

    /// <summary>Class: a profile the resource claims.</summary>
    Profile,

    /// <summary>Class: a document type or category.</summary>
    Class,

    /// <summary>What the resource is about.</summary>
    Code,

    /// <summary>Data period of a deny: any overlap.</summary>
    DateOverlaps,

    /// <summary>Data period of a permit: containment.</summary>
    DateWithin,

    /// <summary>This one resource.</summary>
    Instance,
}
