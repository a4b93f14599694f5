using System.Text;
using Havel.Fhir.FhirPath.Values;

namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>Literals joined by <c>|</c>: known, and without duplicates, before anything runs.</summary>
internal sealed class ConstantsStep : Step
{
    private readonly FhirPathValue[] _values;
    private readonly byte[][]? _texts;

    private ConstantsStep(FhirPathValue[] values)
    {
        _values = values;
        if (Array.TrueForAll(values, value => value.Kind == FhirPathKind.String))
            _texts = Array.ConvertAll(values, value => Encoding.UTF8.GetBytes(value.String));
    }

    /// <summary>The union of two parts, if both are literals; else null.</summary>
    public static ConstantsStep? Union(Step left, Step right)
    {
        if (ValuesOf(left) is not { } first || ValuesOf(right) is not { } second)
            return null;

        var values = new List<FhirPathValue>();
        foreach (var value in first.Concat(second))
        {
            if (!values.Exists(known => ValueEquality.AreEqual(known, value) == true))
                values.Add(value);
        }

        return new ConstantsStep([.. values]);
    }

    public override void Run(Frame frame, FhirPathCollection output)
    {
        frame.Spend(_values.Length);
        foreach (ref readonly var value in _values.AsSpan())
            output.Add(value);
    }

    /// <summary>Whether a text element is one of the literals, by its bytes; null where these do not tell.</summary>
    public bool? Contains(in FhirPathValue value)
    {
        if (_texts is null || !value.IsNode || !NodeEquality.IsPlainText(value.Node))
            return null;

        var raw = value.Node.RawText;
        foreach (var text in _texts)
        {
            if (raw.SequenceEqual(text))
                return true;
        }

        return false;
    }

    private static FhirPathValue[]? ValuesOf(Step step) => step switch
    {
        ConstantStep { Value.Kind: not FhirPathKind.None } constant => [constant.Value],
        ConstantsStep constants => constants._values,
        _ => null,
    };
}
