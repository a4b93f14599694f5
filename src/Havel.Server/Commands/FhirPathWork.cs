using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Importing;

namespace Havel.Server.Commands;

/// <summary>One run of <c>havel fhirpath</c>.</summary>
internal sealed class FhirPathWork(TextWriter output, TextWriter error)
{
    private static readonly byte[] Nothing = [.. "{\"resourceType\":\"Parameters\"}"u8];

    private readonly ResourceParser _parser = new(FhirDefinitions.R4);
    private readonly InputParser _inputs = new();

    private readonly EvaluationContext _surroundings = new() { Now = TimeProvider.System.GetUtcNow() };
    private readonly FhirPathCollection _contexts = new();
    private readonly FhirPathCollection _values = new();
    private FhirPathExpression? _expression;
    private FhirPathExpression? _context;
    private TypeDefinition? _type;

    /// <summary>Whether each result says where it comes from.</summary>
    public bool ShowsPlaces { get; init; }

    /// <summary>Compiles what was asked; false where it is wrong, which has been told.</summary>
    public bool Compile(string expression, string? context, string? typeName)
    {
        _type = typeName is null ? null : FhirDefinitions.R4.FindType(typeName);
        if (typeName is not null && _type is null)
        {
            error.WriteLine($"havel: there is no type {typeName}");
            return false;
        }

        _context = context is null ? null : Compile(context, _type, "--context");
        _expression = Compile(expression, context is null ? _type : _context?.ResultType, "EXPR");
        return _expression is not null && (context is null || _context is not null);
    }

    /// <summary>Binds the variables; false where one is no pair, which has been told.</summary>
    public bool Bind(IReadOnlyList<string> variables)
    {
        foreach (var variable in variables)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                error.WriteLine($"havel: --variable {variable} is not of the form NAME=VALUE");
                return false;
            }

            _surroundings.SetVariable(variable[..equals], Literal(variable[(equals + 1)..]));
        }

        return true;
    }

    /// <summary>Evaluates on all resources of the files, or on none.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> paths)
    {
        _surroundings.Trace = (name, values) =>
        {
            foreach (ref readonly var value in values.Span)
                error.WriteLine($"trace {name}: {Text(value)}");
        };
        if (paths.Count == 0)
            return Evaluate(_parser.Parse(Nothing).Table!.Root, "EXPR") ? ExitCode.Success : ExitCode.BadInput;

        var (seen, faults) = (0, 0);
        foreach (var item in InputFiles.Read(paths, error))
        {
            seen++;
            faults += Evaluate(item) ? 0 : 1;
        }

        return seen == 0 ? ExitCode.Failure : faults > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    private FhirPathExpression? Compile(string text, TypeDefinition? type, string place)
    {
        var compilation = FhirPathCompiler.Compile(text, type, FhirDefinitions.R4);
        Complain(compilation.Issues, place);
        return compilation.Expression;
    }

    private FhirPathCollection Literal(string text)
    {
        var values = new FhirPathCollection();
        var literal = FhirPathCompiler.Compile(text, FhirDefinitions.R4.FindType("Parameters"), FhirDefinitions.R4);
        var fault = literal.Expression?.Evaluate(_parser.Parse(Nothing).Table!.Root, _surroundings, values);
        if (literal.Expression is null || fault is not null || values.Count != 1)
        {
            values.Clear();
            values.Add(FhirPathValue.Of(text));
        }

        return values;
    }

    private bool Evaluate(in ImportItem item)
    {
        var place = $"{item.File}:{item.Line}";
        if (item.Fault is not null)
        {
            error.WriteLine($"{place}: {item.Fault}");
            return false;
        }

        var parsed = _inputs.ParseBorrowed(item.Bytes);
        if (!parsed.IsValid)
        {
            Complain(parsed.Issues, place);
            return false;
        }

        var root = parsed.Table.Root;
        return (_type is { IsResource: true, IsAbstract: false } && _type != root.Type) || Evaluate(root, place);
    }

    private bool Evaluate(Node root, string place)
    {
        if (_context is null)
            return Print(root, place);

        if (_context.Evaluate(root, _surroundings, _contexts) is { } fault)
        {
            Complain([fault], place);
            return false;
        }

        var isWell = true;
        foreach (ref readonly var context in _contexts.Span)
            isWell &= context.IsNode && Print(context.Node, place);
        return isWell;
    }

    private bool Print(Node focus, string place)
    {
        if (_expression!.Evaluate(focus, _surroundings, _values) is { } fault)
        {
            Complain([fault], place);
            return false;
        }

        foreach (ref readonly var value in _values.Span)
            output.WriteLine(ShowsPlaces ? $"{place}\t{Text(value)}" : Text(value));
        return true;
    }

    private static string Text(in FhirPathValue value) => value.IsNode && !value.Node.Type.IsPrimitive
        ? Encoding.UTF8.GetString(JsonCompactor.Compact(value.Node.RawValue.ToArray()).Span)
        : value.ToString();

    private void Complain(IReadOnlyList<Issue> issues, string place)
    {
        foreach (var issue in issues)
            error.WriteLine(IssueText.Of(issue, place));
    }
}
