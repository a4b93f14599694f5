using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Issues;

namespace Havel.Store.Writing;

/// <summary>Whether a writer sees what it is about to change, under the policies of the running transaction.</summary>
internal sealed class Visibility(WriterState state)
{
    private readonly Dictionary<(Grant Grant, long Subject), Shape> _shapes = [];

    /// <summary>Forgets the shapes: the next batch may find other policies.</summary>
    public void Clear() => _shapes.Clear();

    /// <summary>Whether the grant permits the current version; of a deleted one, its last content.</summary>
    public bool Sees(Grant grant, StoredResource stored)
    {
        if (grant.IsUnrestricted)
            return true;

        var subject = stored.Place.Subject;
        if (!_shapes.TryGetValue((grant, subject), out var shape))
            _shapes[(grant, subject)] = shape = grant.Reduce(state.Placement.PolicyOf(subject)).Shape;

        return shape.Permits(state.Guards.KeyOf(stored.Place.Guard));
    }

    /// <summary>Why the version may not be written, or null.</summary>
    public static Issue? RefuseWrite(Grant grant, ResourceFacts facts, SubjectPolicy subject) =>
        grant.IsUnrestricted ? null : grant.RefuseWrite(facts, subject);
}
