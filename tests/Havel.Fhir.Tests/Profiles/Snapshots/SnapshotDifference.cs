namespace Havel.Fhir.Tests.Profiles.Snapshots;

/// <summary>One thing in which a generated snapshot differs from the shipped one.</summary>
internal sealed record SnapshotDifference(string What, string Id, string Shipped, string Made);
