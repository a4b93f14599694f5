using System.Text;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>One answer to the requester, as it is compared.</summary>
/// <param name="Call">Which request of the probe, from 0.</param>
/// <param name="Page">Which page of it, from 0.</param>
/// <param name="Bytes">The answer without what may differ.</param>
internal readonly record struct Echo(int Call, int Page, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Whether it is a Bundle with something in it, or a resource.</summary>
    public bool TellsSomething =>
        Bytes.AsSpan().StartsWith("HTTP/1.1 2"u8)
        && (Bytes.AsSpan().IndexOf("\"id\":\""u8) >= 0 || Bytes.AsSpan().IndexOf("<id value=\""u8) >= 0);

    /// <summary>Whether the server broke down. Two worlds that break down alike have not given the same answer: they
    /// gave none.</summary>
    public bool IsBreakdown => Bytes.AsSpan().StartsWith("HTTP/1.1 5"u8);

    public bool IsSame(Echo other) =>
        Call == other.Call
        && !IsBreakdown
        && Page == other.Page
        && (ReferenceEquals(Bytes, other.Bytes) || Bytes.AsSpan().SequenceEqual(other.Bytes));
}
