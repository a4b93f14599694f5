namespace Havel.Store.Writing;

/// <content>Labels that are added or taken away without a new version: the version is closed or opened by them from the
/// commit on, since its guard is worked out anew.</content>
internal sealed partial class BatchApplier
{
    private WriteResult Relabel(WriteOperation operation, StoredResource? stored)
    {
        var (version, before) = operation.Before;

        // No version tells that something was closed: answers that were made before must not be given out.
        state.Connection.Cached("UPDATE job SET policy = -1").Run();
        if (stored is not { } current || version > current.Version || !_visibility.Sees(operation.Grant, current))
            return Plain(WriteStatus.NotFound, operation);

        if (version < current.Version)
            return RelabelOlder(operation, current);

        if (current.IsDeleted)
            return Plain(WriteStatus.NotFound, operation);

        var now = state.Resources.BodyOf(current.Rid);
        if (!before.Span.SequenceEqual(now))
            return Plain(WriteStatus.Stale, operation);

        var resource = operation.Resource!;
        if (!TryPlace(operation, current.Rid, out var place, out var refused))
            return refused;

        var root = state.Parser.Parse(now).Root;
        if (RefuseCurrent(operation, root, current) is { } refusal)
            return refusal;

        var body = resource.Write(version, current.Updated);
        state.Index.Replace(state.Preparation.RowsOf(root), current.Place, RowsOf(resource), place);
        state.Resources.Amend(place, resource.Packed.Span);
        Listen(resource.Type, current.Place.Subject);
        Listen(resource.Type, place.Subject);
        return Plain(WriteStatus.Updated, operation) with
        {
            Version = version, Updated = Time(current.Updated), Body = body,
        };
    }

    private WriteResult RelabelOlder(WriteOperation operation, in StoredResource current)
    {
        var (version, before) = operation.Before;
        if (state.Resources.Older(current, version) is not var (older, now)
            || !_visibility.Sees(operation.Grant, older))
        {
            return Plain(WriteStatus.NotFound, operation);
        }

        if (!before.Span.SequenceEqual(now))
            return Plain(WriteStatus.Stale, operation);

        if (!TryPlace(operation, current.Rid, out var place, out var refused))
            return refused;

        if (RefuseCurrent(operation, state.Parser.Parse(now).Root, older) is { } refusal)
            return refusal;

        var body = operation.Resource!.Write(version, older.Updated);
        state.Resources.AmendOlder(place, version, operation.Resource!.Packed.Span);
        if (current.IsDeleted && version == current.Version - 1)
            state.Resources.Move(place);

        return Plain(WriteStatus.Updated, operation) with
        {
            Version = version, Updated = Time(older.Updated), Body = body,
        };
    }
}
