using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Membership;

/// <summary>The value sets that are being compiled, each because the one before includes it; so a circle is
/// seen.</summary>
internal sealed class CompileTrail
{
    private readonly List<ValueSetDefinition> _open = [];
    private int _steps;
    private long _matches;

    /// <summary>Whether nothing is being compiled.</summary>
    public bool IsEmpty => _open.Count == 0;

    /// <summary>Whether a circle was met on the way, so that what was compiled within it is not to be kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the value set may be compiled: not if it stands above itself, or too deep.</summary>
    public bool TryEnter(ValueSetDefinition definition)
    {
        foreach (var open in _open)
        {
            if (ReferenceEquals(open, definition))
            {
                IsCut = true;
                return false;
            }
        }

        if (_open.Count >= Limits.ValueSetNesting || ++_steps > Limits.ValueSetSteps)
        {
            IsCut = true;
            return false;
        }

        _open.Add(definition);
        return true;
    }

    /// <summary>Whether the regular expressions of a line may still be made and tried on all concepts of its
    /// system.</summary>
    /// <param name="expressions">How many the line has.</param>
    /// <param name="concepts">How many concepts the system has.</param>
    public bool TryMatch(int expressions, long concepts)
    {
        _matches += expressions * (concepts + Limits.FilterRegexMaking);
        return expressions == 0 || _matches <= Limits.FilterRegexMatches;
    }

    public void Leave() => _open.RemoveAt(_open.Count - 1);
}
