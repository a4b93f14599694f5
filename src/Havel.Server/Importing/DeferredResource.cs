namespace Havel.Server.Importing;

/// <summary>A resource that names others by searching for them, kept until everything else is loaded.</summary>
/// <param name="Type">Resource type.</param>
/// <param name="Id">The id it will have.</param>
/// <param name="Bytes">The resource, all other references already rewritten.</param>
internal sealed record DeferredResource(string Type, string Id, ReadOnlyMemory<byte> Bytes);
