using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>One call of a library function.</summary>
internal readonly ref struct FunctionCall(
    Frame frame, FhirPathCollection input, FhirPathCollection? first,
        FhirPathCollection? second, FhirPathCollection? third, FhirPathCollection output)
{
    public Frame Frame => frame;

    public FhirPathCollection Input => input;

    /// <summary>The first argument; null where it is not given.</summary>
    public FhirPathCollection? First => first;

    /// <summary>The second argument; null where it is not given.</summary>
    public FhirPathCollection? Second => second;

    /// <summary>The third argument; null where it is not given.</summary>
    public FhirPathCollection? Third => third;

    public FhirPathCollection Output => output;

    public void Answer(bool value) => output.Add(FhirPathValue.Of(value));

    public void Answer(int value) => output.Add(FhirPathValue.Of(value));

    public void Answer(decimal value) => output.Add(FhirPathValue.Of(value));

    public void Answer(string value)
    {
        CheckLength(value.Length);
        frame.SpendText(value.Length);
        output.Add(FhirPathValue.Of(value));
    }

    /// <summary>A fault where a text is or would be longer than texts may be.</summary>
    public static void CheckLength(long characters)
    {
        if (characters > Limits.FhirPathString)
            throw new EvaluationFault(IssueType.TooCostly, $"A text of over {Limits.FhirPathString} characters");
    }

    public void Answer(FhirPathValue? value)
    {
        if (value is { } found)
            output.Add(found);
    }

    /// <summary>The single input as a System value; false when there is none.</summary>
    public bool TryInput(out FhirPathValue value)
    {
        var found = Operands.TrySingle(input, out var item);
        value = found ? SystemValue.Of(item) : default;
        return found;
    }

    /// <summary>The single input as text; false when there is none; anything that is no primitive is a fault.</summary>
    public bool TryText(out string text)
    {
        var found = TryText(input, out text);
        frame.SpendText(text.Length);
        return found;
    }

    /// <summary>An argument as text; false when it is empty.</summary>
    public static bool TryText(FhirPathCollection? values, out string text)
    {
        text = string.Empty;
        if (values is null || !Operands.TrySingle(values, out var item))
            return false;

        text = TextOf(item);
        return true;
    }

    /// <summary>A string, or a primitive as text; anything else is a fault.</summary>
    public static string TextOf(in FhirPathValue item)
    {
        var value = SystemValue.Of(item);
        if (value.Kind == FhirPathKind.String)
            return value.String;

        return item.IsNode && !value.IsNode && value.Kind != FhirPathKind.Quantity
            ? item.Node.Text()
            : throw new EvaluationFault(
                IssueType.Processing, $"A text was expected, {ValueOrder.Describe(item)} was found");
    }

    /// <summary>An argument as an integer; false when it is empty.</summary>
    public static bool TryInteger(FhirPathCollection? values, out int number)
    {
        number = 0;
        if (values is null || !Operands.TrySingle(values, out var item))
            return false;

        var value = SystemValue.Of(item);
        if (value.Kind != FhirPathKind.Integer)
            throw new EvaluationFault(
                IssueType.Processing, $"An integer was expected, {ValueOrder.Describe(item)} was found");

        number = value.Integer;
        return true;
    }

    /// <summary>The single input as a number; false when there is none.</summary>
    public bool TryNumber(out FhirPathValue number)
    {
        if (!TryInput(out number))
            return false;

        return ValueOrder.IsNumber(number)
            ? true
            : throw new EvaluationFault(
                IssueType.Processing, $"A number was expected, {ValueOrder.Describe(number)} was found");
    }
}
