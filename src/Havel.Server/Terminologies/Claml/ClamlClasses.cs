using Havel.Fhir.Terminology;
using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Claml;

/// <summary>Writes the classes, and those that arise where a modifier is applied: a class without subclasses that
/// stands under a modifier gets one for each class of the modifier (<c>E10</c> and <c>.0</c> give
/// <c>E10.0</c>).</summary>
internal sealed class ClamlClasses
{
    private const string Exclusion = "excludeOnPrecedingModifier";

    private readonly CodeSystemWriter _writer;
    private readonly ImportWatch _watch;
    private readonly string _file;
    private readonly Dictionary<string, List<ClamlItem>> _modifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Modifier, List<string> Valid)>> _inForce =
        new(StringComparer.Ordinal);
    private readonly List<(int Child, string Parent)> _waiting = [];
    private readonly Dictionary<string, int> _properties = new(StringComparer.Ordinal);

    public ClamlClasses(CodeSystemWriter writer, ImportWatch watch, string file)
    {
        _writer = writer;
        _watch = watch;
        _file = file;
    }

    /// <summary>Takes what was read. Modifiers come before the classes that they modify.</summary>
    public void Add(ClamlItem item)
    {
        switch (item.Element)
        {
            case "Modifier":
                _modifiers.TryAdd(item.Code, []);
                break;
            case "ModifierClass":
                if (!_modifiers.TryGetValue(item.Modifier ?? "", out var classes))
                    _modifiers[item.Modifier ?? ""] = classes = [];
                classes.Add(item);
                break;
            default:
                AddClass(item);
                break;
        }
    }

    /// <summary>Puts the classes under their superclasses.</summary>
    /// <exception cref="SourceFault">The file has no class.</exception>
    public void Finish()
    {
        if (_writer.Concepts == 0)
            throw new SourceFault($"{_file} has no class.");

        foreach (var (child, parent) in _waiting)
        {
            if (_writer.Find(parent) is var ordinal and >= 0)
                _writer.AddParent(child, ordinal);
            else
                _watch.Remark($"{_file}: the superclass {parent} is not in the file.");
        }
    }

    private void AddClass(ClamlItem item)
    {
        if (item.Code.Length == 0)
            throw new SourceFault($"{_file} has a class without a code.");

        var display = item.Rubric("preferredLong") ?? item.Rubric("preferred");
        var ordinal = Write(item, item.Code, display, isAbstract: item.Kind is "chapter" or "block");
        if (ordinal < 0)
            return;

        foreach (var parent in item.Superclasses)
            _waiting.Add((ordinal, parent));

        var modifiers = ModifiersOf(item);
        if (modifiers.Count > 0)
            _inForce[item.Code] = modifiers;
        if (!item.HasSubclasses && item.Kind is not ("chapter" or "block"))
            Expand(ordinal, item.Code, display, modifiers, []);
    }

    private int Write(ClamlItem item, string code, string? display, bool isAbstract)
    {
        var ordinal = _writer.Add(new ImportedConcept(code, display) { IsAbstract = isAbstract });
        if (ordinal < 0)
        {
            _watch.Remark($"{_file}: the class {code} stands there twice; the first one counts.");
            return ordinal;
        }

        if (item.Kind is { } kind)
            Property(ordinal, "kind", "code", kind);
        if (item.Usage is { } usage)
            Property(ordinal, "usage", "code", usage);
        foreach (var (name, value) in item.Metas)
        {
            if (!string.Equals(name, Exclusion, StringComparison.Ordinal))
                Property(ordinal, name, "string", value);
        }

        foreach (var (rubric, language, text) in item.Rubrics)
        {
            if (rubric is not ("preferred" or "preferredLong"))
                Property(ordinal, rubric, "string", text);
            else if (!string.Equals(text, display, StringComparison.Ordinal))
                _writer.AddDesignation(ordinal, language, null, text);
        }

        return ordinal;
    }

    /// <summary>The modifiers of the class and those it inherits, without those it excludes.</summary>
    private List<(string Modifier, List<string> Valid)> ModifiersOf(ClamlItem item)
    {
        var all = new List<(string Modifier, List<string> Valid)>();
        foreach (var parent in item.Superclasses)
        {
            if (_inForce.TryGetValue(parent, out var inherited))
                all.AddRange(inherited);
        }

        foreach (var own in item.ModifiedBy)
        {
            all.RemoveAll(other => string.Equals(other.Modifier, own.Modifier, StringComparison.Ordinal));
            all.Add(own);
        }

        all.RemoveAll(other => item.ExcludedModifiers.Contains(other.Modifier, StringComparer.Ordinal));
        return all;
    }

    /// <summary>Applies the first modifier, and to each class that arises the rest.</summary>
    private void Expand(
        int parent,
        string code,
        string? display,
        List<(string Modifier, List<string> Valid)> modifiers,
        IReadOnlyList<string> before)
    {
        if (modifiers.Count == 0)
            return;

        var (name, valid) = modifiers[0];
        if (!_modifiers.TryGetValue(name, out var classes))
        {
            _watch.Remark($"{_file}: the modifier {name} of {code} is not in the file.");
            return;
        }

        foreach (var item in classes)
        {
            if ((valid.Count > 0 && !valid.Contains(item.Code, StringComparer.Ordinal)) || IsExcluded(item, before))
                continue;

            var text = item.Rubric("preferredLong") ?? item.Rubric("preferred");
            var joined = display is null ? text : $"{display}: {text}";
            var ordinal = Write(item, code + item.Code, joined, isAbstract: false);
            if (ordinal < 0)
                continue;

            _writer.AddParent(ordinal, parent);
            Expand(ordinal, code + item.Code, joined, [.. modifiers.Skip(1)], [.. before, $"{name} {item.Code}"]);
        }
    }

    /// <summary>The BfArM says of some classes of a second modifier that they do not go with one of the
    /// first.</summary>
    private static bool IsExcluded(ClamlItem item, IReadOnlyList<string> before) => item.Metas.Exists(
        meta => string.Equals(meta.Name, Exclusion, StringComparison.Ordinal)
            && before.Contains(meta.Value, StringComparer.Ordinal));

    private void Property(int ordinal, string code, string type, string value)
    {
        if (!_properties.TryGetValue(code, out var property))
            _properties[code] = property = _writer.DefineProperty(new PropertyDefinition(code, null, type));
        _writer.AddProperty(ordinal, property, value);
    }
}
