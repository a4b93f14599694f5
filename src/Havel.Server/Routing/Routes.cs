using Havel.Server.Operations;
using Havel.Server.Requests;

namespace Havel.Server.Routing;

/// <summary>From method and path to a <see cref="Route"/>. Whatever matches no line below is <see
/// cref="Interaction.None"/>.
/// Source: https://hl7.org/fhir/R4/http.html#summary.</summary>
internal sealed class Routes(ResourceTypes types)
{
    private const int MaxParts = 6;

    /// <summary>Finds what a request asks for.</summary>
    /// <param name="verb">The method.</param>
    /// <param name="path">The path below the base, without leading slash, still escaped; escapes name nothing
    /// here.</param>
    public Route Find(Verb verb, ReadOnlySpan<char> path)
    {
        path = path.TrimEnd('/');
        if (path.IsEmpty)
            return Root(verb);

        Span<Range> parts = stackalloc Range[MaxParts];
        var count = path.Split(parts, '/');
        if (count == MaxParts)
            return default;

        var first = path[parts[0]];
        if (first.IsEmpty)
            return default;

        if (first[0] is '$')
            return count == 1 ? Call(verb, first, OperationLevels.System, null) : default;

        if (first is JobPath)
            return count == 2 && IsId(path[parts[1]]) ? Job(verb, path[parts[1]]) : default;

        if (first[0] is '_' or 'm')
            return count == 1 ? System(verb, first) : default;

        var type = types.Find(first);
        if (type is null)
            return default;

        return count switch
        {
            1 => OnType(verb, type),
            2 => path[parts[1]] switch
            {
                "_search" => verb == Verb.Post ? new Route(Interaction.SearchType, type) : Wrong("POST"),
                "_history" => IsGet(verb) ? new Route(Interaction.HistoryType, type) : Wrong(Reading),
                ['$', ..] name => Call(verb, name, OperationLevels.Type, type),
                var id => OnInstance(verb, type, id),
            },
            3 => BelowInstance(verb, type, path[parts[1]], path[parts[2]]),
            4 => Deepest(verb, type, path[parts[1]], path[parts[2]], path[parts[3]]),
            _ => OnVersion(verb, type, path[parts[1]], path[parts[2]], path[parts[3]], path[parts[4]]),
        };
    }

    /// <summary>Whether the text can be an id. Source: https://hl7.org/fhir/R4/datatypes.html#id.</summary>
    public static bool IsId(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > Limits.MaxIdLength)
            return false;

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.'))
                return false;
        }

        return true;
    }

    /// <summary>What stands before the name of a job.</summary>
    public const string JobPath = "_job";

    private const string Reading = "GET, HEAD";

    private static Route Job(Verb verb, ReadOnlySpan<char> id) => IsGet(verb) || verb == Verb.Delete
        ? new Route(Interaction.Job, Id: id.ToString())
        : Wrong("GET, HEAD, DELETE");

    private static Route Wrong(string allow) => new(Interaction.WrongMethod, Allow: allow);

    private static bool IsGet(Verb verb) => verb is Verb.Get or Verb.Head;

    private static Route Root(Verb verb) => verb switch
    {
        Verb.Post => new Route(Interaction.Bundle),
        Verb.Get or Verb.Head => new Route(Interaction.SearchSystem),
        _ => Wrong("GET, HEAD, POST"),
    };

    // A GET must change nothing. Source: https://hl7.org/fhir/R4/operations.html#executing.
    private static Route Call(Verb verb, ReadOnlySpan<char> name, OperationLevels level, string? type)
    {
        if (OperationTable.Find(name, level, type) is not { } operation)
            return default;

        return verb == Verb.Post || (IsGet(verb) && !operation.AffectsState)
            ? new Route(Interaction.Operation, type ?? "", Operation: operation)
            : Wrong(operation.Methods);
    }

    private static Route System(Verb verb, ReadOnlySpan<char> name) => name switch
    {
        "metadata" => IsGet(verb) ? new Route(Interaction.Capabilities) : Wrong(Reading),
        "_history" => IsGet(verb) ? new Route(Interaction.HistorySystem) : Wrong(Reading),
        "_search" => verb == Verb.Post ? new Route(Interaction.SearchSystem) : Wrong("POST"),
        _ => default,
    };

    private static Route OnType(Verb verb, string type) => verb switch
    {
        Verb.Get or Verb.Head => new Route(Interaction.SearchType, type),
        Verb.Post => new Route(Interaction.Create, type),
        Verb.Put => new Route(Interaction.ConditionalUpdate, type),
        Verb.Patch => new Route(Interaction.ConditionalPatch, type),
        Verb.Delete => new Route(Interaction.ConditionalDelete, type),
        _ => Wrong("GET, HEAD, POST, PUT, PATCH, DELETE"),
    };

    // Text that cannot be an id passes on: to read it is the same 404 as for any other id nobody has.
    private static Route OnInstance(Verb verb, string type, ReadOnlySpan<char> id) => id[0] is '_'
        ? default
        : verb switch
        {
            Verb.Get or Verb.Head => new Route(Interaction.Read, type, id.ToString()),
            Verb.Put => new Route(Interaction.Update, type, id.ToString()),
            Verb.Delete => new Route(Interaction.Delete, type, id.ToString()),
            Verb.Patch => new Route(Interaction.Patch, type, id.ToString()),
            _ => Wrong("GET, HEAD, PUT, PATCH, DELETE"),
        };

    private Route BelowInstance(Verb verb, string type, ReadOnlySpan<char> id, ReadOnlySpan<char> last)
    {
        if (!IsId(id))
            return default;

        if (last is ['$', ..])
            return Call(verb, last, OperationLevels.Instance, type) with { Id = id.ToString() };

        if (last is "_history")
            return IsGet(verb) ? new Route(Interaction.HistoryInstance, type, id.ToString()) : Wrong(Reading);

        return Compartment(verb, type, id, last, IsGet(verb));
    }

    private Route Deepest(
        Verb verb, string type, ReadOnlySpan<char> id, ReadOnlySpan<char> third, ReadOnlySpan<char> last)
    {
        if (!IsId(id))
            return default;

        if (third is "_history")
            return IsGet(verb)
                ? new Route(Interaction.VersionRead, type, id.ToString(), last.ToString())
                : Wrong(Reading);

        return last is "_search" ? Compartment(verb, type, id, third, verb == Verb.Post) : default;
    }

    private static Route OnVersion(
        Verb verb,
        string type,
        ReadOnlySpan<char> id,
        ReadOnlySpan<char> third,
        ReadOnlySpan<char> version,
        ReadOnlySpan<char> last)
    {
        if (!IsId(id) || third is not "_history" || last is not ['$', ..])
            return default;

        return OperationTable.Find(last, OperationLevels.Instance, type) is { OnVersions: true }
            ? Call(verb, last, OperationLevels.Instance, type) with { Id = id.ToString(), Version = version.ToString() }
            : default;
    }

    private Route Compartment(Verb verb, string type, ReadOnlySpan<char> id, ReadOnlySpan<char> inner, bool isRightVerb)
    {
        var searched = inner is Route.AllTypes ? "" : types.Find(inner);
        if (searched is null || !types.HasCompartment(type) || verb is Verb.Other)
            return default;

        return isRightVerb
            ? new Route(Interaction.SearchCompartment, searched, id.ToString(), Compartment: type)
            : Wrong(Reading);
    }
}
