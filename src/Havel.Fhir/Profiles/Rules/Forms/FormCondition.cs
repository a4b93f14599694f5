using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>A condition under which an item is asked. Source:
/// https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen.</summary>
/// <param name="Question">The linkId of the item that is looked at.</param>
/// <param name="Operator">As R4 writes it: <c>exists</c>, <c>=</c>, ...</param>
/// <param name="Answer">What its answer is held against.</param>
internal sealed record FormCondition(string Question, string Operator, Node Answer);
