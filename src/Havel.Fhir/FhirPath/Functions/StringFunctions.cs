using System.Text;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>Text. Source: https://hl7.org/fhirpath/N1/#string-manipulation.</summary>
internal static class StringFunctions
{
    public static readonly FunctionSpec[] All =
    [
        Text("indexOf", 1, FunctionResult.Integer, IndexOf),
        Text("lastIndexOf", 1, FunctionResult.Integer, LastIndexOf),
        new("substring", 1, 2, FunctionResult.String, Substring, FunctionInput.Text),
        Text("startsWith", 1, FunctionResult.Boolean, StartsWith),
        Text("endsWith", 1, FunctionResult.Boolean, EndsWith),
        Text("contains", 1, FunctionResult.Boolean, Contains),
        Text("upper", 0, FunctionResult.String, Upper),
        Text("lower", 0, FunctionResult.String, Lower),
        Text("replace", 2, FunctionResult.String, Replace),
        Text("length", 0, FunctionResult.Integer, Length),
        Text("toChars", 0, FunctionResult.String, ToChars),
        Text("trim", 0, FunctionResult.String, Trim),
        Text("split", 1, FunctionResult.String, Split),
        new("join", 0, 1, FunctionResult.String, Join),
    ];

    private static FunctionSpec Text(string name, int arguments, FunctionResult result, FunctionBody body) =>
        new(name, arguments, arguments, result, body, FunctionInput.Text);

    private static bool TryBoth(in FunctionCall call, out string text, out string argument)
    {
        argument = string.Empty;
        if (!call.TryText(out text) || !FunctionCall.TryText(call.First, out argument))
            return false;

        call.Frame.SpendSearch(text.Length, argument.Length);
        return true;
    }

    private static void IndexOf(in FunctionCall call)
    {
        if (TryBoth(call, out var text, out var part))
            call.Answer(text.IndexOf(part, StringComparison.Ordinal));
    }

    private static void LastIndexOf(in FunctionCall call)
    {
        if (TryBoth(call, out var text, out var part))
            call.Answer(text.LastIndexOf(part, StringComparison.Ordinal));
    }

    private static void Substring(in FunctionCall call)
    {
        if (!call.TryText(out var text) || !FunctionCall.TryInteger(call.First, out var start))
            return;
        if (start < 0 || start >= text.Length)
            return;

        var rest = text.Length - start;
        var length = FunctionCall.TryInteger(call.Second, out var wanted) ? Math.Clamp(wanted, 0, rest) : rest;
        call.Answer(text.Substring(start, length));
    }

    private static void StartsWith(in FunctionCall call)
    {
        if (TryBoth(call, out var text, out var part))
            call.Answer(text.StartsWith(part, StringComparison.Ordinal));
    }

    private static void EndsWith(in FunctionCall call)
    {
        if (TryBoth(call, out var text, out var part))
            call.Answer(text.EndsWith(part, StringComparison.Ordinal));
    }

    private static void Contains(in FunctionCall call)
    {
        if (TryBoth(call, out var text, out var part))
            call.Answer(text.Contains(part, StringComparison.Ordinal));
    }

    private static void Upper(in FunctionCall call)
    {
        if (call.TryText(out var text))
            call.Answer(text.ToUpperInvariant());
    }

    private static void Lower(in FunctionCall call)
    {
        if (call.TryText(out var text))
            call.Answer(text.ToLowerInvariant());
    }

    private static void Replace(in FunctionCall call)
    {
        if (!TryBoth(call, out var text, out var pattern) || !FunctionCall.TryText(call.Second, out var substitution))
            return;
        if (pattern.Length > 0)
        {
            // Counted first: the answer must not be built where it is too long.
            var growth = (long)text.AsSpan().Count(pattern) * (substitution.Length - pattern.Length);
            FunctionCall.CheckLength(text.Length + growth);
            call.Answer(text.Replace(pattern, substitution, StringComparison.Ordinal));
            return;
        }

        // An empty pattern surrounds every character: 'abc'.replace('', 'x') is 'xaxbxcx'.
        FunctionCall.CheckLength(text.Length + (text.Length + 1L) * substitution.Length);
        var around = new StringBuilder(substitution);
        foreach (var c in text)
            around.Append(c).Append(substitution);
        call.Answer(around.ToString());
    }

    private static void Length(in FunctionCall call)
    {
        if (call.TryText(out var text))
            call.Answer(text.Length);
    }

    private static void ToChars(in FunctionCall call)
    {
        if (!call.TryText(out var text))
            return;

        call.Frame.Spend(text.Length);
        foreach (var c in text)
            call.Answer(c.ToString());
    }

    private static void Trim(in FunctionCall call)
    {
        if (call.TryText(out var text))
            call.Answer(text.Trim());
    }

    private static void Split(in FunctionCall call)
    {
        if (!TryBoth(call, out var text, out var separator))
            return;

        call.Frame.Spend(text.Length);
        foreach (var part in text.Split(separator))
            call.Answer(part);
    }

    private static void Join(in FunctionCall call)
    {
        if (call.Input.IsEmpty)
            return;

        FunctionCall.TryText(call.First, out var separator);
        var text = new StringBuilder();
        for (var i = 0; i < call.Input.Count; i++)
        {
            if (i > 0)
                text.Append(separator);
            text.Append(call.Input[i].ToString());
            FunctionCall.CheckLength(text.Length);
            call.Frame.SpendText(separator.Length);
        }

        call.Answer(text.ToString());
    }
}
