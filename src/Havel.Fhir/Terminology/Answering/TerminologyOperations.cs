using Havel.Fhir.Operations;

namespace Havel.Fhir.Terminology.Answering;

/// <summary>The operations of terminology as FHIR defines them: from parameters to the resource that answers. Source:
/// https://hl7.org/fhir/R4/terminology-service.html.</summary>
public static class TerminologyOperations
{
    /// <summary><c>ValueSet/$expand</c>: a ValueSet with its expansion.</summary>
    public static TerminologyAnswer Expand(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call) =>
        ExpandOperation.Answer(engine, parameters, call);

    /// <summary><c>ValueSet/$validate-code</c>: whether a code is in a value set.</summary>
    public static TerminologyAnswer ValidateInValueSet(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call) =>
        CheckOperation.AnswerValueSet(engine, parameters, call);

    /// <summary><c>CodeSystem/$validate-code</c>: whether a code is in a code system.</summary>
    public static TerminologyAnswer ValidateInCodeSystem(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call) =>
        CheckOperation.AnswerCodeSystem(engine, parameters, call);

    /// <summary><c>CodeSystem/$lookup</c>: what is known of a code.</summary>
    public static TerminologyAnswer Lookup(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call) =>
        LookupOperation.Answer(engine, parameters, call);

    /// <summary><c>CodeSystem/$subsumes</c>: which of two codes stands above the other.</summary>
    public static TerminologyAnswer Subsumes(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call) =>
        SubsumesOperation.Answer(engine, parameters, call);

    /// <summary><c>ConceptMap/$translate</c>: the codes of another system that stand for a code.</summary>
    public static TerminologyAnswer Translate(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call) =>
        TranslateOperation.Answer(engine, parameters, call);
}
