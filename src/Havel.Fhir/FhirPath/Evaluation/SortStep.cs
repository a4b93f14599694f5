using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>sort(key asc, key desc, ...)</c>: stable; an item without the key counts as less than all others.
/// Source: https://hl7.org/fhirpath/#sortkeyselector-expression-asc--desc---collection.</summary>
internal sealed class SortStep(Step source, SortKey[] keys) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var items = frame.Rent();
        source.Run(frame, items);
        var values = new FhirPathValue[items.Count * keys.Length];
        Select(frame, items, values);
        var order = new int[items.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;

        Sort(frame, values, order, new int[order.Length]);
        foreach (var at in order)
            output.Add(items[at]);
        frame.Return();
    }

    private void Select(Frame frame, FhirPathCollection items, FhirPathValue[] values)
    {
        var (self, index) = (frame.This, frame.Index);
        var found = frame.Rent();
        for (var i = 0; i < items.Count; i++)
        {
            (frame.This, frame.Index) = (items[i], i);
            for (var key = 0; key < keys.Length; key++)
            {
                frame.Spend();
                found.Clear();
                keys[key].Selector.Run(frame, found);
                if (Operands.TrySingle(found, out var value))
                    values[i * keys.Length + key] = SystemValue.Of(value);
            }
        }

        frame.Return();
        (frame.This, frame.Index) = (self, index);
    }

    /// <summary>Merges ever longer runs: stable, and never misled by values without an order between them.</summary>
    private void Sort(Frame frame, FhirPathValue[] values, int[] order, int[] spare)
    {
        for (var width = 1; width < order.Length; width *= 2)
        {
            frame.Spend(order.Length);
            for (var start = 0; start < order.Length; start += 2 * width)
                Merge(values, order, spare, start, width);
            spare.CopyTo(order, 0);
        }
    }

    private void Merge(FhirPathValue[] values, int[] order, int[] spare, int start, int width)
    {
        var middle = Math.Min(start + width, order.Length);
        var end = Math.Min(start + 2 * width, order.Length);
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
        {
            var isLeft = left < middle && (right >= end || Compare(values, order[left], order[right]) <= 0);
            spare[at] = isLeft ? order[left++] : order[right++];
        }
    }

    private int Compare(FhirPathValue[] values, int left, int right)
    {
        for (var key = 0; key < keys.Length; key++)
        {
            ref readonly var a = ref values[left * keys.Length + key];
            ref readonly var b = ref values[right * keys.Length + key];
            var order = a.Kind == FhirPathKind.None || b.Kind == FhirPathKind.None
                ? (a.Kind == FhirPathKind.None ? 0 : 1) - (b.Kind == FhirPathKind.None ? 0 : 1)
                : ValueOrder.Compare(a, b) ?? 0;
            if (order != 0)
                return keys[key].IsDescending ? -order : order;
        }

        return 0;
    }
}
