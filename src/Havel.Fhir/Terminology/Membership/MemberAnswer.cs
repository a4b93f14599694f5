namespace Havel.Fhir.Terminology.Membership;

/// <summary>Whether a code is a member, where that can be said.</summary>
internal enum MemberAnswer : byte
{
    No,
    Yes,
    Unknown,
}
