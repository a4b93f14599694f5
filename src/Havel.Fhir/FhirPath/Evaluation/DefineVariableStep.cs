namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary><c>defineVariable(name, value)</c>: keeps the value, or the input where there is none, for what follows,
/// and passes the input on. Source: https://hl7.org/fhirpath/#definevariablename-string--expr-expression.</summary>
/// <param name="source">The input.</param>
/// <param name="input">The slot of the input, which <c>$this</c> of the value reads.</param>
/// <param name="slot">The slot of the variable.</param>
/// <param name="value">The value; null for the input itself.</param>
internal sealed class DefineVariableStep(Step source, int input, int slot, Step? value) : Step
{
    public override void Run(Frame frame, FhirPathCollection output)
    {
        var start = output.Count;
        source.Run(frame, output);
        var items = frame.Slot(value is null ? slot : input);
        items.Clear();
        frame.Spend(1 + output.Count - start);
        foreach (ref readonly var item in output.Span[start..])
            items.Add(item);

        if (value is null)
            return;

        var found = frame.Rent();
        value.Run(frame, found);
        var variable = frame.Slot(slot);
        variable.Clear();
        variable.AddRange(found);
        frame.Return();
    }
}
