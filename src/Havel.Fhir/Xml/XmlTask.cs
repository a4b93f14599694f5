using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <summary>What one reading works with.</summary>
/// <param name="Plans">What is known of the definitions.</param>
/// <param name="Scratch">Memory.</param>
/// <param name="Options">Limits.</param>
/// <param name="Disorder">Where elements are known to stand in another order than the definitions'; -1 for
/// nowhere.</param>
/// <param name="Gathers">Whether children are put in order before they are written.</param>
/// <param name="Map">Receives which place of the XML each place of the JSON comes from; null where nobody asks.</param>
internal readonly record struct XmlTask(
    XmlPlans Plans, XmlScratch Scratch, ParseOptions Options, int Disorder, bool Gathers, XmlLineMap? Map);
