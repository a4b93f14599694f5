using System.Globalization;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads the parameters that shape the answer. Source: https://hl7.org/fhir/R4/search.html#return.</summary>
internal sealed class ResultReader(ReadState state, string? type)
{
    public ContainedReader Contained { get; } = new(state, type);

    public List<IncludeClause> Includes { get; } = [];

    public List<SortKey> Sort { get; } = [];

    public int Count { get; private set; } = Limits.DefaultPageSize;

    public TotalMode Total { get; private set; }

    public SummaryMode Summary { get; private set; }

    public List<string> Elements { get; } = [];

    /// <summary>Takes a parameter if it is one of these.</summary>
    /// <returns>True if taken and understood, false if taken and left out after an issue, null if it is
    /// another's.</returns>
    public bool? Take(string name, string value)
    {
        var colon = name.IndexOf(':');
        var code = colon < 0 ? name : name[..colon];
        var modifier = colon < 0 ? string.Empty : name[(colon + 1)..];
        return code switch
        {
            "_include" or "_revinclude" => TakeInclude(code, modifier, value),
            "_sort" => TakeSort(value),
            "_count" => TakeCount(value),
            "_total" => TakeTotal(value),
            "_summary" => TakeSummary(value),
            "_elements" => TakeElements(value),
            ContainedReader.Code or ContainedReader.TypeCode => Contained.Take(code, value),
            "_query" => TakeQuery(value),
            "_format" or "_pretty" => true,
            _ => null,
        };
    }

    private bool TakeInclude(string code, string modifier, string value)
    {
        if (IncludeReader.Read(state, code is "_revinclude", modifier, value) is not { } include)
            return false;

        Includes.Add(include);
        return true;
    }

    private bool TakeSort(string value)
    {
        var isUnderstood = true;
        foreach (var text in value.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var code = text.TrimStart('-');
            var parameter = state.Find(type, code);
            if (parameter is null && state.IsUnfinished(type, code))
            {
                isUnderstood = false;
            }
            else if (parameter is null || (parameter.Slots.Count == 0 && parameter.Field == ResourceField.None))
            {
                state.LeaveOut(IssueType.NotSupported, $"Sorting by '{Quoted.Of(code)}' is not supported.");
                isUnderstood = false;
            }
            else
            {
                Sort.Add(new SortKey(parameter, text.StartsWith('-')));
            }
        }

        if (Sort.Count <= Limits.SortKeys)
            return isUnderstood;

        state.Refuse(IssueType.TooCostly, $"_sort has more than {Limits.SortKeys} keys.");
        return false;
    }

    /// <summary>A server may return fewer than asked for, never more.</summary>
    private bool TakeCount(string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return Refused($"_count takes a number from 0, not '{Quoted.Of(value)}'.");

        Count = (int)Math.Min(count, Limits.PageSize);
        return true;
    }

    private bool TakeTotal(string value)
    {
        TotalMode? mode = value switch
        {
            "none" => TotalMode.None,
            "estimate" => TotalMode.Estimate,
            "accurate" => TotalMode.Accurate,
            _ => null,
        };
        Total = mode ?? Total;
        return mode is not null || Refused($"_total takes none, estimate or accurate, not '{Quoted.Of(value)}'.");
    }

    private bool TakeSummary(string value)
    {
        SummaryMode? mode = value switch
        {
            "true" => SummaryMode.True,
            "false" => SummaryMode.False,
            "text" => SummaryMode.Text,
            "data" => SummaryMode.Data,
            "count" => SummaryMode.Count,
            _ => null,
        };
        Summary = mode ?? Summary;
        return mode is not null
            || Refused($"_summary takes true, text, data, count or false, not '{Quoted.Of(value)}'.");
    }

    private bool TakeElements(string value)
    {
        foreach (var text in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Only elements of the resource itself can be named; the type may stand before them.
            var name = type is not null && text.StartsWith(type + ".", StringComparison.Ordinal)
                ? text[(type.Length + 1)..]
                : text;
            if (type is null || HasElement(type, name))
                Elements.Add(name);
            else
                state.LeaveOut(IssueType.NotFound, $"{type} has no element '{Quoted.Of(name)}' for _elements.");
        }

        return Elements.Count > 0;
    }

    private bool HasElement(string typeName, string name) =>
        state.Catalog.Definitions.FindType(typeName) is { } definition
        && (definition.FindElement(name) is not null
            || definition.FindProperty(System.Text.Encoding.UTF8.GetBytes(name)) is not null);

    /// <summary>A named query gives the other parameters their meaning, so without it they would answer another
    /// question: it is refused even where a client wants what is not known left out.
    /// Source: https://hl7.org/fhir/R4/search.html#query.</summary>
    private bool TakeQuery(string value)
    {
        state.Refuse(
            IssueType.NotSupported, $"There is no named query '{Quoted.Of(value)}': this server defines none.");
        return false;
    }

    private bool Refused(string message)
    {
        state.Refuse(IssueType.Value, message);
        return false;
    }
}
