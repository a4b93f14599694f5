using Havel.Fhir.Issues;

namespace Havel.Server.Conformance;

/// <summary>A SearchParameter that is in force and cannot be searched by.</summary>
/// <param name="Url">Its address.</param>
/// <param name="PackageId">Where it comes from, as <c>name#version</c>; null for the store.</param>
/// <param name="Issues">Why.</param>
internal sealed record RefusedParameter(string Url, string? PackageId, IReadOnlyList<Issue> Issues);
