using Havel.Consent.Grants;
using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Asks inside the writer's transaction whether a resource that the grant shows refers to one.</summary>
/// <param name="writer">The writer's connection, which sees its own uncommitted rows.</param>
/// <param name="grant">Whose eyes count; what is hidden from them refers to nothing.</param>
/// <param name="rid">The resource referred to; its own references to itself do not count.</param>
internal delegate bool ReferrerSearch(Connection writer, Grant grant, long rid);
