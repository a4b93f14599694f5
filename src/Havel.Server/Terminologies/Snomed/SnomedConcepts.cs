using System.Globalization;
using Havel.Fhir.Terminology;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Snomed;

/// <summary>Reads the concepts, and knows where each went.</summary>
internal sealed class SnomedConcepts
{
    private readonly CodeSystemWriter _writer;
    private readonly ImportWatch _watch;
    private readonly Dictionary<long, int> _ordinals = [];
    private readonly int _isDefined;
    private readonly int _module;

    public SnomedConcepts(CodeSystemWriter writer, ImportWatch watch)
    {
        _writer = writer;
        _watch = watch;
        _isDefined = writer.DefineProperty(new PropertyDefinition(
            "sufficientlyDefined", "http://snomed.info/field/Concept.definitionStatusId", "boolean"));
        _module = writer.DefineProperty(new PropertyDefinition(
            "moduleId", "http://snomed.info/field/Concept.moduleId", "code"));
    }

    public int Count => _ordinals.Count;

    /// <summary>Where a concept went, or -1.</summary>
    public int Find(long id) => _ordinals.GetValueOrDefault(id, -1);

    /// <summary>Reads all files; a concept that two packages have is taken from the first.</summary>
    public void Read(IReadOnlyList<SourceFile> files)
    {
        foreach (var file in files)
        {
            using var rows = new Rf2File(
                file, _watch, "id", "effectiveTime", "active", "moduleId", "definitionStatusId");
            while (rows.Read())
            {
                var id = rows.Id(0);
                if (!_ordinals.TryAdd(id, _ordinals.Count))
                    continue;

                Add(rows, id);
            }
        }
    }

    private void Add(Rf2File rows, long id)
    {
        var ordinal = _writer.Add(new ImportedConcept(id.ToString(CultureInfo.InvariantCulture), null)
        {
            IsInactive = !rows.IsActive(2),
        });
        if (ordinal != _ordinals.Count - 1)
            throw new SourceFault($"The concept {id} cannot be told from another one.");

        _writer.AddProperty(ordinal, _module, rows.Text(3));
        if (rows.IsActive(2))
            _writer.AddProperty(ordinal, _isDefined, rows.Id(4) == SnomedIds.FullyDefined ? "true" : "false");
    }
}
