using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search;

/// <summary>The texts by which resources are sorted by a token, a reference or an address, of which the index keeps
/// hashes alone: the code or identifier in lower case, <c>Type/id</c>, the address. R4 leaves their order to the
/// server: https://hl7.org/fhir/R4/search.html#_sort. Used by one thread at a time.</summary>
public sealed class SortText
{
    private readonly FhirPathExpression? _expression;
    private readonly EvaluationContext _context = new();
    private readonly FhirPathCollection _values = new();
    private readonly List<string> _texts = [];

    /// <summary>Compiles a parameter for a type.</summary>
    /// <param name="parameter">A token, a reference or an address.</param>
    /// <param name="type">The type of the resources that will be sorted.</param>
    /// <param name="definitions">The definitions.</param>
    public SortText(SearchParameter parameter, TypeDefinition type, FhirDefinitions definitions)
    {
        if (parameter.Expression is { } text)
            _expression = FhirPathCompiler.CompileSearch(text, type, definitions).Expression;
    }

    /// <summary>The key of a resource: of several texts the first, or the last, in the order of UTF-8; null for
    /// none.</summary>
    public byte[]? KeyOf(Node resource, bool last)
    {
        if (_expression is null || _expression.Evaluate(resource, _context, _values) is not null)
            return null;

        _texts.Clear();
        foreach (ref readonly var value in _values.Span)
        {
            if (value.IsNode)
                Add(value.Node);
            else
                _texts.Add(value.ToString());
        }

        var best = default(byte[]);
        foreach (var text in _texts)
        {
            var key = Encoding.UTF8.GetBytes(text);
            if (key.Length > 0 && (best is null || key.AsSpan().SequenceCompareTo(best) < 0 != last))
                best = key;
        }

        return best;
    }

    private void Add(Node node)
    {
        switch (node.Type.Name)
        {
            case "CodeableConcept":
                foreach (var coding in node.ChildrenOf("coding"))
                    Lower(coding, "code");

                break;
            case "Coding":
                Lower(node, "code");
                break;
            case "Identifier" or "ContactPoint":
                Lower(node, "value");
                break;
            case "Reference":
                Reference(node);
                break;
            case "Extension" when node.Child("value") is { Exists: true } value:
                Add(value);
                break;
            default:
                if (node.Type.IsPrimitive && node.HasValue)
                    _texts.Add(node.Text());
                else if (node.Type.IsResource && node.TextOf("id") is { } id)
                    _texts.Add($"{node.Type.Name}/{id}");

                break;
        }
    }

    private void Lower(Node node, string name)
    {
        if (node.TextOf(name) is { Length: > 0 } text)
            _texts.Add(text.ToLowerInvariant());
    }

    private void Reference(Node node)
    {
        var literal = node.Child("reference");
        if (!literal.Exists || !literal.HasValue)
            return;

        var parsed = ReferenceText.Parse(ReferenceTarget.RawTextOf(literal));
        if (!parsed.IsEmpty)
            _texts.Add(Encoding.UTF8.GetString(parsed.Value));
    }
}
