namespace Havel.Fhir.Profiles.Rules.Forms;

/// <summary>The types an answer may have. Source: https://hl7.org/fhir/R4/valueset-item-type.html.</summary>
internal static class AnswerTypes
{
    private static readonly string[] Choices = ["Coding"];
    private static readonly string[] OpenChoices = ["Coding", "string"];

    /// <summary>The types for a kind of question; those of its options where there are any.</summary>
    public static IReadOnlyList<string> For(FormItem item)
    {
        if (item.Options.Count > 0)
        {
            var types = item.Options.Select(option => option.Type.Name);
            return [.. (item.Type == "open-choice" ? types.Append("string") : types).Distinct(StringComparer.Ordinal)];
        }

        return item.Type switch
        {
            "choice" => Choices,
            "open-choice" => OpenChoices,
            "text" => ["string"],
            "url" => ["uri"],
            "attachment" => ["Attachment"],
            "reference" => ["Reference"],
            "quantity" => ["Quantity"],
            _ => [item.Type],
        };
    }
}
