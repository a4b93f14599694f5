namespace Havel.Store.Planning;

/// <summary>Resources by id.</summary>
/// <param name="Keys"><c>SearchHash.Key</c> of each type and id; compared first, by the index.</param>
/// <param name="Ids">The ids; compared too, because two references may share a hash.</param>
/// <param name="Types">The types they may have.</param>
internal sealed record ResourceIds(IReadOnlyList<long> Keys, IReadOnlyList<string> Ids, IReadOnlyList<int> Types);
