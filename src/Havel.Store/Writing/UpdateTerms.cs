namespace Havel.Store.Writing;

/// <summary>On what terms a new version may be written. Source: https://hl7.org/fhir/R4/http.html#update.</summary>
public sealed record UpdateTerms
{
    /// <summary>The version that must be the current one; null for any.</summary>
    public int? IfMatch { get; init; }

    /// <summary>What a search must find still, for a conditional update or patch; null for none.</summary>
    public WriteCondition? Condition { get; init; }

    /// <summary>Whether there must be no such resource yet: <c>If-None-Match: *</c>. A current one that the caller sees
    /// gives <see cref="WriteStatus.AlreadyThere"/>.</summary>
    public bool MustBeNew { get; init; }

    /// <summary>Whether a resource that is missing is made, if the grant may choose ids.</summary>
    public bool MayCreate { get; init; } = true;

    /// <summary>Whether the version was made by changing a part of the one before, which history tells.</summary>
    public bool IsPatch { get; init; }
}
