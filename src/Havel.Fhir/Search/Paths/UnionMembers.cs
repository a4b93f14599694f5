using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Paths;

/// <summary>Splits the one union that a definition states for all its base types.</summary>
internal static class UnionMembers
{
    /// <summary>The members of an expression's union that can give anything for a resource type.</summary>
    public static IReadOnlyList<UnionMember> Of(FhirDefinitions definitions, TypeDefinition type, string expression)
    {
        var members = new List<UnionMember>();
        foreach (var text in Split(expression))
        {
            if (StartsElsewhere(definitions, type, text))
                continue;

            var path = SearchPathParser.Parse(definitions, type.Name, text);
            var member = new UnionMember(path?.ToString() ?? text, path);
            if (!members.Exists(other => string.Equals(other.Text, member.Text, StringComparison.Ordinal)))
                members.Add(member);
        }

        return members;
    }

    /// <summary>The member again with the condition on its target's type.</summary>
    public static UnionMember WithTargetFilter(UnionMember member, string targetType)
    {
        var path = member.Path!.WithTargetFilter(targetType);
        return new UnionMember(path.ToString(), path);
    }

    /// <summary>The texts between the bars that are in no parentheses.</summary>
    public static IEnumerable<string> Split(string expression)
    {
        var depth = 0;
        var start = 0;
        for (var at = 0; at < expression.Length; at++)
        {
            switch (expression[at])
            {
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case '|' when depth == 0:
                    yield return expression[start..at].Trim();
                    start = at + 1;
                    break;
            }
        }

        yield return expression[start..].Trim();
    }

    private static bool StartsElsewhere(FhirDefinitions definitions, TypeDefinition type, string text)
    {
        var root = new string([.. text.TrimStart('(', ' ').TakeWhile(char.IsAsciiLetterOrDigit)]);
        return root.Length > 0
            && char.IsAsciiLetterUpper(root[0])
            && (definitions.FindType(root) is not { } named || !type.Is(named));
    }
}
