namespace Havel.Fhir.Definitions;

/// <summary>Builds the types from <c>r4-types.bin</c>: first the tables that elements share, then every type by name,
/// then the elements, because types refer to each other in circles.</summary>
internal ref struct StructureLoader
{
    private const int ChoiceBit = 1;
    private const int SummaryBit = 2;
    private const int ModifierBit = 4;

    private readonly TypeDefinition[] _types;
    private readonly int[] _bases;
    private readonly TypeDefinition[][] _typeLists;
    private readonly string[][] _targetLists;
    private readonly ElementBinding?[] _bindings;
    private readonly ElementInvariant[] _invariants;
    private readonly List<JsonProperty> _properties = new(capacity: 12_000);
    private DefinitionReader _reader;

    private StructureLoader(DefinitionReader reader)
    {
        _reader = reader;
        _types = new TypeDefinition[_reader.Number()];
        _bases = new int[_types.Length];
        ReadNames();
        _typeLists = ReadTypeLists();
        _targetLists = ReadTargetLists();
        _bindings = ReadBindings();
        _invariants = ReadInvariants();
    }

    public static FhirDefinitions LoadR4()
    {
        var loader = new StructureLoader(DefinitionReader.Open("r4-types.bin"));
        for (var id = 0; id < loader._types.Length; id++)
            loader.Complete(id);
        loader._reader.Finish();
        return new FhirDefinitions(loader._types, loader._properties);
    }

    private void ReadNames()
    {
        for (var id = 0; id < _types.Length; id++)
        {
            var name = _reader.Text();
            var kind = (TypeKind)_reader.Byte();
            var primitive = (PrimitiveKind)_reader.Byte();
            var isAbstract = _reader.Flag();
            _bases[id] = _reader.Number() - 1;
            _types[id] = new TypeDefinition(id, name, kind, primitive, isAbstract) { Regex = _reader.OptionalText() };
        }
    }

    private TypeDefinition[][] ReadTypeLists()
    {
        var lists = new TypeDefinition[_reader.Number()][];
        for (var index = 0; index < lists.Length; index++)
        {
            lists[index] = new TypeDefinition[_reader.Number()];
            for (var place = 0; place < lists[index].Length; place++)
                lists[index][place] = _types[_reader.Number()];
        }

        return lists;
    }

    private string[][] ReadTargetLists()
    {
        var lists = new string[_reader.Number()][];
        for (var index = 0; index < lists.Length; index++)
            lists[index] = _reader.Texts();
        return lists;
    }

    /// <summary>Entry 0 stands for "no binding".</summary>
    private ElementBinding?[] ReadBindings()
    {
        var bindings = new ElementBinding?[_reader.Number() + 1];
        for (var index = 1; index < bindings.Length; index++)
            bindings[index] = new ElementBinding((BindingStrength)_reader.Byte(), _reader.Text());
        return bindings;
    }

    private ElementInvariant[] ReadInvariants()
    {
        var invariants = new ElementInvariant[_reader.Number()];
        for (var index = 0; index < invariants.Length; index++)
            invariants[index] = new ElementInvariant(_reader.Text(), _reader.Flag(), _reader.Text());
        return invariants;
    }

    private void Complete(int id)
    {
        var type = _types[id];
        var invariants = ReadInvariantList();
        var elements = new ElementDefinition[_reader.Number()];
        var firstProperty = _properties.Count;
        for (var position = 0; position < elements.Length; position++)
        {
            elements[position] = ReadElement(type, position);
            AddProperties(elements[position]);
        }

        var baseType = _bases[id] < 0 ? null : _types[_bases[id]];
        var properties = _properties.GetRange(firstProperty, _properties.Count - firstProperty);
        type.Complete(baseType, elements, invariants, properties);
    }

    private ElementInvariant[] ReadInvariantList()
    {
        var count = _reader.Number();
        if (count == 0)
            return [];

        var invariants = new ElementInvariant[count];
        for (var index = 0; index < count; index++)
            invariants[index] = _invariants[_reader.Number()];
        return invariants;
    }

    private ElementDefinition ReadElement(TypeDefinition owner, int position)
    {
        var name = _reader.Text();
        var bits = _reader.Byte();
        var isChoice = (bits & ChoiceBit) != 0;
        var min = _reader.Number();
        var max = _reader.Number();
        return new ElementDefinition
        {
            Name = name,
            Path = isChoice ? $"{owner.Name}.{name}[x]" : $"{owner.Name}.{name}",
            Min = min,
            Max = max == 0 ? int.MaxValue : max,
            IsChoice = isChoice,
            IsSummary = (bits & SummaryBit) != 0,
            IsModifier = (bits & ModifierBit) != 0,
            Types = _typeLists[_reader.Number()],
            TargetTypes = _targetLists[_reader.Number()],
            Binding = _bindings[_reader.Number()],
            Invariants = ReadInvariantList(),
            Position = position,
        };
    }

    /// <summary>JSON names a choice by element and type: <c>value</c> of Quantity is <c>valueQuantity</c>.
    /// Source: https://hl7.org/fhir/R4/formats.html#choice.</summary>
    private readonly void AddProperties(ElementDefinition element)
    {
        foreach (var type in element.Types)
        {
            var name = element.IsChoice
                ? string.Concat(element.Name, [char.ToUpperInvariant(type.Name[0])], type.Name.AsSpan(1))
                : element.Name;
            _properties.Add(new JsonProperty(_properties.Count, name, element, type));
        }
    }
}
