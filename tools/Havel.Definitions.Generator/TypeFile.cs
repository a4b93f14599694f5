using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>Writes <c>r4-types.bin</c>, which StructureLoader reads.</summary>
internal sealed class TypeFile
{
    private const int ChoiceBit = 1;
    private const int SummaryBit = 2;
    private const int ModifierBit = 4;
    private const char Separator = '\n';

    private readonly IReadOnlyList<TypeModel> _types;
    private readonly Dictionary<string, int> _ids;
    private readonly InternTable<string> _typeLists = new(StringComparer.Ordinal);
    private readonly InternTable<string> _targetLists = new(StringComparer.Ordinal);
    private readonly InternTable<ElementBinding> _bindings = new();
    private readonly InternTable<ElementInvariant> _invariants = new();
    private readonly DefinitionWriter _writer = new();

    private TypeFile(IReadOnlyList<TypeModel> types)
    {
        _types = types;
        _ids = types.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index, StringComparer.Ordinal);
    }

    public static byte[] Write(IReadOnlyList<TypeModel> types)
    {
        var file = new TypeFile(types);
        file.Collect();
        file.WriteNames();
        file.WriteTables();
        foreach (var type in types)
            file.WriteType(type);
        return file._writer.ToArray();
    }

    /// <summary>The tables stand before the elements that point into them, so they are filled first.</summary>
    private void Collect()
    {
        foreach (var type in _types)
        {
            type.Invariants.ForEach(invariant => _invariants.Number(invariant));
            foreach (var element in type.Elements)
            {
                _typeLists.Number(Joined(element.Types));
                _targetLists.Number(Joined(element.Targets));
                if (element.Binding is not null)
                    _bindings.Number(element.Binding);
                foreach (var invariant in element.Invariants)
                    _invariants.Number(invariant);
            }
        }
    }

    private void WriteNames()
    {
        _writer.Number(_types.Count);
        foreach (var type in _types)
        {
            _writer.Text(type.Name);
            _writer.Byte((byte)type.Kind);
            _writer.Byte((byte)type.Primitive);
            _writer.Flag(type.IsAbstract);
            _writer.Number(type.Base.Length == 0 ? 0 : _ids[type.Base] + 1);
            _writer.Text(type.Regex);
        }
    }

    private void WriteTables()
    {
        _writer.Number(_typeLists.Values.Count);
        foreach (var names in _typeLists.Values.Select(Split))
        {
            _writer.Number(names.Length);
            foreach (var name in names)
                _writer.Number(_ids[name]);
        }

        _writer.Number(_targetLists.Values.Count);
        foreach (var names in _targetLists.Values.Select(Split))
            _writer.Texts(names);

        _writer.Number(_bindings.Values.Count);
        foreach (var binding in _bindings.Values)
        {
            _writer.Byte((byte)binding.Strength);
            _writer.Text(binding.ValueSet);
        }

        WriteInvariantTable();
    }

    private void WriteInvariantTable()
    {
        _writer.Number(_invariants.Values.Count);
        foreach (var invariant in _invariants.Values)
        {
            _writer.Text(invariant.Key);
            _writer.Flag(invariant.IsError);
            _writer.Text(invariant.Expression);
        }
    }

    private void WriteType(TypeModel type)
    {
        WriteInvariants(type.Invariants);
        _writer.Number(type.Elements.Count);
        foreach (var element in type.Elements)
            WriteElement(element);
    }

    private void WriteElement(ElementModel element)
    {
        var bits = (element.IsChoice ? ChoiceBit : 0)
            | (element.IsSummary ? SummaryBit : 0)
            | (element.IsModifier ? ModifierBit : 0);
        _writer.Text(element.Name);
        _writer.Byte((byte)bits);
        _writer.Number(element.Min);
        _writer.Number(element.Max);
        _writer.Number(_typeLists.Number(Joined(element.Types)));
        _writer.Number(_targetLists.Number(Joined(element.Targets)));
        _writer.Number(element.Binding is null ? 0 : _bindings.Number(element.Binding) + 1);
        WriteInvariants(element.Invariants);
    }

    private void WriteInvariants(IReadOnlyCollection<ElementInvariant> invariants)
    {
        _writer.Number(invariants.Count);
        foreach (var invariant in invariants)
            _writer.Number(_invariants.Number(invariant));
    }

    private static string Joined(IReadOnlyList<string> names) => string.Join(Separator, names);

    private static string[] Split(string names) => names.Length == 0 ? [] : names.Split(Separator);
}
