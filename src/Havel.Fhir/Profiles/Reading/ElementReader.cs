using System.Globalization;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Reading;

/// <summary>Reads one ElementDefinition. Source: https://hl7.org/fhir/R4/elementdefinition.html.</summary>
internal readonly struct ElementReader(ModelPool pool, List<Issue> issues)
{
    private const string MaxValueSet = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";

    private readonly List<ProfileType> _types = [];
    private readonly List<ProfileConstraint> _constraints = [];

    /// <summary>The element; null, with an issue, where it has no path.</summary>
    public ProfileElement? Read(Node element, string place)
    {
        var path = pool.Text(element.Child("path"));
        if (string.IsNullOrEmpty(path))
        {
            issues.Add(Issue.Error(IssueType.Required, "The element has no path and is passed over.", place));
            return null;
        }

        ReadLists(element);
        var read = new ProfileElement
        {
            Id = pool.Text(element.Child("id")) ?? "",
            Path = path,
            SliceName = pool.Text(element.Child("sliceName")),
            Min = NumberOf(element.Child("min"), place),
            Max = NumberOf(element.Child("max"), place),
            Base = ReadBase(element.Child("base"), place),
            Types = pool.Share(_types),
            Slicing = ReadSlicing(element.Child("slicing")),
            ContentReference = pool.Text(element.Child("contentReference")),
            Binding = ReadBinding(element.Child("binding")),
            Constraints = pool.Share(_constraints),
            IsModifier = FlagOf(element.Child("isModifier")),
            MustSupport = FlagOf(element.Child("mustSupport")),
            IsSummary = FlagOf(element.Child("isSummary")),
        };
        return ReadValues(element, read, place);
    }

    private ProfileElement ReadValues(Node element, ProfileElement read, string place)
    {
        foreach (var child in element.Children)
        {
            read = child.Name switch
            {
                "fixed" => read with { Fixed = NodeTable.Copy(child).Root },
                "pattern" => read with { Pattern = NodeTable.Copy(child).Root },
                "minValue" => read with { MinValue = NodeTable.Copy(child).Root },
                "maxValue" => read with { MaxValue = NodeTable.Copy(child).Root },
                "maxLength" => read with { MaxLength = NumberOf(child, place) },
                _ => read,
            };
        }

        return read;
    }

    private void ReadLists(Node element)
    {
        _types.Clear();
        _constraints.Clear();
        foreach (var child in element.Children)
        {
            if (string.Equals(child.Name, "type", StringComparison.Ordinal))
            {
                if (new TypeReader(pool).Read(child) is { } type)
                    _types.Add(type);
            }
            else if (string.Equals(child.Name, "constraint", StringComparison.Ordinal))
            {
                _constraints.Add(ReadConstraint(child));
            }
        }
    }

    private ProfileConstraint ReadConstraint(Node constraint) => pool.Share(new ProfileConstraint(
        pool.Text(constraint.Child("key")) ?? "",
        constraint.Child("severity") is not { Exists: true } severity || !severity.RawText.SequenceEqual("warning"u8),
        pool.Text(constraint.Child("human")) ?? "",
        pool.Text(constraint.Child("expression")),
        pool.Text(constraint.Child("source"))));

    private ProfileBinding? ReadBinding(Node binding)
    {
        if (!binding.Exists)
            return null;

        var strength = binding.TextOf("strength") switch
        {
            "required" => BindingStrength.Required,
            "extensible" => BindingStrength.Extensible,
            "preferred" => BindingStrength.Preferred,
            _ => BindingStrength.Example,
        };
        string? max = null;
        foreach (var extension in binding.ChildrenOf("extension"))
        {
            if (string.Equals(extension.TextOf("url"), MaxValueSet, StringComparison.Ordinal))
                max = pool.Text(extension.Child("value"));
        }

        return pool.Share(new ProfileBinding(strength, pool.Text(binding.Child("valueSet")), max));
    }

    private ProfileSlicing? ReadSlicing(Node slicing)
    {
        if (!slicing.Exists)
            return null;

        var discriminators = new List<ProfileDiscriminator>();
        foreach (var discriminator in slicing.ChildrenOf("discriminator"))
        {
            var path = pool.Text(discriminator.Child("path")) ?? "$this";
            discriminators.Add(new ProfileDiscriminator(KindOf(discriminator), path));
        }

        var rules = slicing.TextOf("rules") switch
        {
            "closed" => SlicingRules.Closed,
            "openAtEnd" => SlicingRules.OpenAtEnd,
            _ => SlicingRules.Open,
        };
        return new ProfileSlicing([.. discriminators], rules, FlagOf(slicing.Child("ordered")) ?? false);
    }

    private static DiscriminatorKind KindOf(Node discriminator) => discriminator.TextOf("type") switch
    {
        "exists" => DiscriminatorKind.Exists,
        "pattern" => DiscriminatorKind.Pattern,
        "type" => DiscriminatorKind.Type,
        "profile" => DiscriminatorKind.Profile,
        "position" => DiscriminatorKind.Position,
        _ => DiscriminatorKind.Value,
    };

    private ProfileBase? ReadBase(Node node, string place)
    {
        if (pool.Text(node.Exists ? node.Child("path") : default) is not { } path)
            return null;

        var min = NumberOf(node.Child("min"), place) ?? 0;
        return pool.Share(new ProfileBase(path, min, NumberOf(node.Child("max"), place) ?? int.MaxValue));
    }

    private int? NumberOf(Node number, string place)
    {
        if (!number.Exists || !number.HasValue)
            return null;

        if (number.RawText.SequenceEqual("*"u8))
            return int.MaxValue;

        if (int.TryParse(number.RawText, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;

        issues.Add(Issue.Error(IssueType.Value, $"'{number.Text()}' is neither a number nor *.", place));
        return null;
    }

    private static bool? FlagOf(Node flag) =>
        flag.Exists && flag.HasValue ? flag.RawText.SequenceEqual("true"u8) : null;
}
