using Havel.Consent.Grants;
using Havel.Server.Interactions;

namespace Havel.Server.Importing;

/// <summary>References that are searches, answered where exactly one resource is found, and left as they are
/// otherwise.</summary>
internal sealed class SearchReferences(Deployment home, Grant grant, ItemIntake intake)
{
    /// <summary>A sentence for each reference that could not be answered.</summary>
    public List<string> Unresolved { get; } = [];

    public string? Resolve(string text, bool isReference)
    {
        if (!isReference || !intake.IsSearch(text))
            return null;

        var type = text[..text.IndexOf('?', StringComparison.Ordinal)];
        var condition = ConditionText.Parse(home, grant, type, text);
        var matches = condition.Query is null ? [] : home.Matches(grant, condition.Query);
        if (matches.Count == 1)
            return $"{type}/{matches[0]}";

        var found = matches.Count == 0 ? "no resource" : "more than one";
        Unresolved.Add($"The reference {text} finds {found}; it was left as it is.");
        return null;
    }
}
