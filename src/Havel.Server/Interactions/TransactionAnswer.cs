using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>How a transaction ended: with an answer for every entry, or refused as a whole.</summary>
internal readonly record struct TransactionAnswer(IReadOnlyList<FhirResponse>? Answers, FhirResponse? Refusal)
{
    public static TransactionAnswer Refuse(FhirResponse refusal) => new(null, refusal);
}
