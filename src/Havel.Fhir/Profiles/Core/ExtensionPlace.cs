using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>One place where an extension may stand. Source:
/// https://hl7.org/fhir/R4/defining-extensions.html#context.</summary>
internal sealed class ExtensionPlace
{
    private readonly ExtensionContext _context;
    private readonly string _path;
    private readonly TypeDefinition? _type;
    private readonly FhirPathExpression? _expression;

    public ExtensionPlace(ExtensionContext context, FhirDefinitions definitions)
    {
        _context = context;
        // An element of a profile (url#id) is taken as the element of R4: what the profile slices is not looked at.
        var text = context.Expression[(context.Expression.IndexOf('#', StringComparison.Ordinal) + 1)..];
        _path = context.Kind == ExtensionContextKind.Element ? Plain(text) : text;
        if (context.Kind == ExtensionContextKind.Element)
            _type = definitions.FindType(_path);
        else if (context.Kind == ExtensionContextKind.FhirPath)
            _expression = FhirPathCompiler.Compile(context.Expression, null, definitions).Expression;
    }

    public override string ToString() => _context.Expression;

    /// <summary>Whether the node may have the extension.</summary>
    public bool Allows(ValidationRun run, Node holder) => _context.Kind switch
    {
        ExtensionContextKind.Element => AllowsElement(run, holder),
        ExtensionContextKind.Extension => AllowsExtension(holder),
        _ => _expression is null || Selects(run, holder),
    };

    private bool AllowsElement(ValidationRun run, Node holder)
    {
        // "Element" stands for every place.
        if (_path is "Element" or "Any" || (_type is not null && holder.Type.Is(_type)))
            return true;
        if (_path is "CanonicalResource" or "MetadataResource")
            return IsCanonicalResource(holder.Type);
        if (holder.Element is not { } element)
            return false;

        if (!_path.EndsWith(element.Name, StringComparison.Ordinal))
            return false;

        return string.Equals(Plain(element.Path), _path, StringComparison.Ordinal)
            || string.Equals(
                NodePlaces.DefinitionPathOf(run.Table, holder.Index, run.Scope.Resource), _path,
                StringComparison.Ordinal);
    }

    /// <summary>R5's names for what has an address of its own; packages for R4 use them too.
    /// Source: https://hl7.org/fhir/R5/canonicalresource.html.</summary>
    private static bool IsCanonicalResource(TypeDefinition type) =>
        type.IsResource && type.FindElement("url") is not null && type.FindElement("status") is not null;

    private bool AllowsExtension(Node holder) =>
        holder.Type.Name == "Extension" && string.Equals(holder.TextOf("url"), _context.Expression.Split('#')[0],
            StringComparison.Ordinal);

    private bool Selects(ValidationRun run, Node holder)
    {
        var found = new FhirPathCollection();
        if (_expression!.Evaluate(new Node(run.Table, run.Scope.Resource), run.FhirPath, found) is not null)
            return true;

        foreach (ref readonly var value in found.Span)
        {
            // The extensions of a primitive stand in its companion.
            if (value.IsNode && (value.Node == holder || value.Node.Record.Companion == holder.Index))
                return true;
        }

        return false;
    }

    /// <summary>Without <c>[x]</c> and slices.</summary>
    private static string Plain(string path)
    {
        if (path.AsSpan().IndexOfAny(':', '[') < 0)
            return path;

        var steps = path.Split('.');
        for (var at = 0; at < steps.Length; at++)
        {
            var end = steps[at].AsSpan().IndexOfAny(':', '[');
            steps[at] = end < 0 ? steps[at] : steps[at][..end];
        }

        return string.Join('.', steps);
    }
}
