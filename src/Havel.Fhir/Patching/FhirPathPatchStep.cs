using System.Text.Json.Nodes;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Patching;

/// <summary>Carries out one operation of a FHIRPath Patch on a resource.
/// Source: https://hl7.org/fhir/R4/fhirpatch.html#concept.</summary>
internal sealed class FhirPathPatchStep
{
    private readonly NodeTable _table;
    private readonly JsonObject _tree;
    private readonly PatchOperation _operation;

    private FhirPathPatchStep(NodeTable table, PatchOperation operation)
    {
        _table = table;
        _operation = operation;
        _tree = (JsonObject)JsonTree.Parse(table.Utf8)!;
    }

    /// <summary>The resource after the operation.</summary>
    /// <exception cref="PatchFault">The operation cannot be carried out.</exception>
    public static byte[] Run(NodeTable table, PatchOperation operation)
    {
        var step = new FhirPathPatchStep(table, operation);
        switch (operation.Type)
        {
            case "add":
                step.Add();
                break;
            case "insert":
                step.Insert();
                break;
            case "delete":
                step.Delete();
                break;
            case "replace":
                step.Replace();
                break;
            case "move":
                step.Move();
                break;
            default:
                throw PatchFault.Malformed("'type' must be add, insert, delete, replace or move.");
        }

        JsonTree.Prune(step._tree);
        return JsonTree.Write(step._tree);
    }

    private void Add()
    {
        var name = _operation.Name ?? throw PatchFault.Malformed("it must have a part 'name'.");
        var holder = Only(Find(_operation.Path));
        var slot = SlotOf(holder, name);
        var values = slot.Read();
        if (!slot.Property.Element.IsArray && (values.Count > 0 || IsSet(holder, slot)))
            throw PatchFault.NotApplicable($"{slot.Property.Element.Path} is there already and may be there once.");

        values.Add(PatchValue.Read(_operation.Value, slot.Property));
        slot.Write(values);
    }

    private void Insert()
    {
        var index = PatchOperation.Need(_operation.Index, "index");
        var slot = ListSlot();
        var values = slot.Read();
        if (index < 0 || index > values.Count)
            throw PatchFault.NotApplicable($"the list has {values.Count} items, so nothing can stand at {index}.");

        values.Insert(index, PatchValue.Read(_operation.Value, slot.Property));
        slot.Write(values);
    }

    // What is not there need not be deleted.
    private void Delete()
    {
        var found = Find(_operation.Path);
        if (found.Count == 0)
            return;

        var place = PlaceOf(Only(found));
        var values = place.Slot.Read();
        values.RemoveAt(place.Index);
        place.Slot.Write(values);
    }

    private void Replace()
    {
        var place = PlaceOf(Only(Find(_operation.Path)));
        var property = PatchValue.PropertyOf(place.Parent.Type, place.Property.Element.Name, _operation.Value);
        var value = PatchValue.Read(_operation.Value, property);
        if (!ReferenceEquals(property, place.Property))
            place.Slot.Write([]);

        var slot = new ElementSlot(place.Holder, property);
        var values = slot.Read();
        if (values.Count == 0)
            values.Add(value);
        else
            values[place.Index] = value;

        slot.Write(values);
    }

    private void Move()
    {
        var source = PatchOperation.Need(_operation.Source, "source");
        var destination = PatchOperation.Need(_operation.Destination, "destination");
        var slot = ListSlot();
        var values = slot.Read();
        if (Math.Min(source, destination) < 0 || Math.Max(source, destination) >= values.Count)
        {
            throw PatchFault.NotApplicable(
                $"the list has {values.Count} items, so nothing goes from {source} to {destination}.");
        }

        var moved = values[source];
        values.RemoveAt(source);
        values.Insert(destination, moved);
        slot.Write(values);
    }

    /// <summary>The list that the path names. An empty one is named by its holder and the last name of the
    /// path.</summary>
    private ElementSlot ListSlot()
    {
        var found = Find(_operation.Path);
        if (found.Count == 0)
            return EmptySlot();

        var first = PlaceOf(found[0]);
        var count = first.Slot.Read().Count;
        var isWhole = found.Count == count && found.TrueForAll(node => PlaceOf(node).IsBeside(first));
        return isWhole && first.Property.Element.IsArray
            ? first.Slot
            : throw PatchFault.NotApplicable("the path must lead to one whole list.");
    }

    private ElementSlot EmptySlot()
    {
        var dot = _operation.Path.LastIndexOf('.');
        var name = _operation.Path[(dot + 1)..];
        if (dot <= 0 || !name.All(char.IsAsciiLetterOrDigit))
            throw PatchFault.NotApplicable("the path leads to nothing.");

        var slot = SlotOf(Only(Find(_operation.Path[..dot])), name);
        return slot.Property.Element.IsArray
            ? slot
            : throw PatchFault.NotApplicable($"{slot.Property.Element.Path} is no list.");
    }

    private ElementSlot SlotOf(Node holder, string name) => new(
        ElementPlace.ObjectOf(holder, _tree),
        PatchValue.PropertyOf(holder.Type, name, _operation.Type is "move" ? [] : _operation.Value));

    // A choice may be there as another type.
    private static bool IsSet(Node holder, ElementSlot slot) => holder.Child(slot.Property.Element.Name).Exists;

    private ElementPlace PlaceOf(Node node) => node == _table.Root
        ? throw PatchFault.NotApplicable("the resource as a whole cannot be patched: use an update.")
        : ElementPlace.Of(node, _tree);

    private static Node Only(List<Node> found) => found.Count == 1
        ? found[0]
        : throw PatchFault.NotApplicable(
            found.Count == 0 ? "the path leads to nothing." : $"the path leads to {found.Count} elements, not to one.");

    private List<Node> Find(string path)
    {
        var compiled = FhirPathCompiler.Compile(path, _table.Root.Type, _table.Definitions);
        if (compiled.Expression is null)
            throw PatchFault.Malformed("the path is no FHIRPath: " + compiled.Issues[0].Message);

        var values = new FhirPathCollection();
        if (compiled.Expression.Evaluate(_table.Root, new EvaluationContext(), values) is { } fault)
            throw PatchFault.NotApplicable("the path cannot be followed: " + fault.Message);

        var found = new List<Node>(values.Count);
        foreach (ref readonly var value in values.Span)
        {
            if (!value.IsNode || !ReferenceEquals(value.Node.Table, _table))
                throw PatchFault.NotApplicable("the path must lead to elements of the resource.");

            found.Add(value.Node);
        }

        return found;
    }
}
