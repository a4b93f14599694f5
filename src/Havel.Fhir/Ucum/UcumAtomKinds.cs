namespace Havel.Fhir.Ucum;

/// <summary>What may be done with a unit of the tables. The numbers stand in the data file.</summary>
[Flags]
internal enum UcumAtomKinds : byte
{
    None = 0,

    /// <summary>One of the seven that the others are defined by.</summary>
    Base = 1,

    /// <summary>Takes prefixes.</summary>
    Metric = 2,

    /// <summary>Is defined by a function, so it is no multiple of anything.</summary>
    Special = 4,

    /// <summary>Measures by a procedure of its own, so it converts to nothing else.</summary>
    Arbitrary = 8,
}
