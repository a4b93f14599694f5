using System.Globalization;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>Reads a Questionnaire. Source: https://hl7.org/fhir/R4/questionnaire.html.</summary>
internal readonly struct FormReader
{
    private const string MinOccurs = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs";
    private const string MaxOccurs = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs";
    private const string MinLength = "http://hl7.org/fhir/StructureDefinition/minLength";
    private const string MinValue = "http://hl7.org/fhir/StructureDefinition/minValue";
    private const string MaxValue = "http://hl7.org/fhir/StructureDefinition/maxValue";
    private const string MaxDecimals = "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces";

    private readonly Form _form;

    private FormReader(Form form) => _form = form;

    public static Form Read(Node questionnaire)
    {
        var version = questionnaire.TextOf("version");
        var url = questionnaire.TextOf("url") ?? "#" + questionnaire.TextOf("id");
        var form = new Form(version is null ? url : $"{url}|{version}");
        new FormReader(form).ReadItems(questionnaire, parent: null, form.Items);
        return form;
    }

    private void ReadItems(Node holder, FormItem? parent, List<FormItem> items)
    {
        foreach (var node in holder.ChildrenOf("item"))
        {
            if (node.TextOf("linkId") is not { } linkId)
                continue;

            var item = ReadItem(node, linkId, parent, items.Count);
            items.Add(item);
            _form.Register(item);
            ReadItems(node, item, item.Items);
        }
    }

    private static FormItem ReadItem(Node node, string linkId, FormItem? parent, int position)
    {
        var repeats = IsTrue(node.Child("repeats"));
        var least = NumberOf(ExtensionOf(node, MinOccurs));
        var most = NumberOf(ExtensionOf(node, MaxOccurs));
        return new FormItem
        {
            LinkId = linkId,
            Type = node.TextOf("type") ?? "group",
            Parent = parent,
            Position = position,
            Min = IsTrue(node.Child("required")) ? Math.Max(1, least ?? 1) : 0,
            Max = repeats ? most ?? int.MaxValue : 1,
            MaxLength = NumberOf(node.Child("maxLength")),
            MinLength = NumberOf(ExtensionOf(node, MinLength)) ?? 0,
            MaxDecimals = NumberOf(ExtensionOf(node, MaxDecimals)),
            MinValue = ExtensionOf(node, MinValue),
            MaxValue = ExtensionOf(node, MaxValue),
            Options = ReadOptions(node),
            ValueSet = node.TextOf("answerValueSet"),
            Conditions = ReadConditions(node),
            NeedsAllConditions = node.TextOf("enableBehavior") != "any",
        };
    }

    private static List<Node> ReadOptions(Node item)
    {
        var options = new List<Node>();
        foreach (var option in item.ChildrenOf("answerOption"))
        {
            if (option.Child("value") is { Exists: true } value)
                options.Add(value);
        }

        return options;
    }

    private static List<FormCondition> ReadConditions(Node item)
    {
        var conditions = new List<FormCondition>();
        foreach (var node in item.ChildrenOf("enableWhen"))
        {
            if (node.TextOf("question") is { } question && node.TextOf("operator") is { } comparison)
                conditions.Add(new FormCondition(question, comparison, node.Child("answer")));
        }

        return conditions;
    }

    private static Node ExtensionOf(Node item, string url)
    {
        foreach (var extension in item.ChildrenOf("extension"))
        {
            if (string.Equals(extension.TextOf("url"), url, StringComparison.Ordinal))
                return extension.Child("value");
        }

        return default;
    }

    private static bool IsTrue(Node flag) => flag.Exists && flag.RawText.SequenceEqual("true"u8);

    private static int? NumberOf(Node number) => number.Exists && int.TryParse(
        number.RawText, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
