using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Paths;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search.Owners;

/// <summary>Gathers what one resource names.</summary>
internal sealed class OwnerCollector(Func<string, bool> isDirectoryType)
{
    private readonly List<Node> _nodes = [];

    /// <summary>Patients named: <c>Patient/x</c>, or the URL of one that is not on this server.</summary>
    public List<string> Patients { get; } = [];

    /// <summary>Local references whose owners count.</summary>
    public List<string> Targets { get; } = [];

    /// <summary>Whether something was named that is neither a patient nor directory data for certain.</summary>
    public bool NamesOther { get; private set; }

    /// <summary>Whether anything was named at all.</summary>
    public bool NamesAny { get; private set; }

    public void AddPatients(Node resource, IReadOnlyList<SearchPath> paths) => Each(resource, paths, isThrough: false);

    public void AddTargets(Node resource, IReadOnlyList<SearchPath> paths) => Each(resource, paths, isThrough: true);

    private void Each(Node resource, IReadOnlyList<SearchPath> paths, bool isThrough)
    {
        foreach (var path in paths)
        {
            _nodes.Clear();
            TypeOwnership.Collect(resource, path, 0, _nodes);
            foreach (var node in _nodes)
                Add(node, isThrough);
        }
    }

    private void Add(Node reference, bool isThrough)
    {
        NamesAny = true;
        var literal = reference.Type.Name is "Reference" ? reference.Child("reference") : default;
        var text = literal.Exists && literal.HasValue
            ? ReferenceText.Parse(ReferenceTarget.RawTextOf(literal))
            : default;

        // Without a literal reference (an identifier, a contained resource) nobody can say whose it is.
        if (text.IsEmpty)
        {
            NamesOther = true;
            return;
        }

        var value = Encoding.UTF8.GetString(text.Value);
        if (IsPatient(reference, text))
            Patients.Add(value);
        else if (isThrough && text.IsLocal)
            Targets.Add(value);
        else if (!isDirectoryType(Encoding.UTF8.GetString(text.Type)))
            NamesOther = true;
    }

    /// <summary>An address that does not show its type counts as a patient unless the reference states another type:
    /// rather an owner too many than one too few.</summary>
    private static bool IsPatient(Node reference, ReferenceText text)
    {
        if (!text.Type.IsEmpty)
            return text.Type.SequenceEqual("Patient"u8);

        return reference.TextOf("type") is null or "Patient";
    }
}
