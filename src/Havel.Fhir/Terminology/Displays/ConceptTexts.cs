namespace Havel.Fhir.Terminology.Displays;

/// <summary>All texts of one concept, and the choice among them for a reader.</summary>
internal sealed class ConceptTexts
{
    private static readonly ConceptCoding Preferred = new(
        "http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra", "preferredForLanguage",
        Display: "Preferred For Language");

    private readonly List<Designation> _all = [];
    private readonly bool _hasOwn;

    /// <summary>All texts of a concept, the display first.</summary>
    /// <param name="display">The display itself, or null.</param>
    /// <param name="language">Its language, or null.</param>
    /// <param name="designations">The other texts.</param>
    public ConceptTexts(string? display, string? language, IEnumerable<Designation> designations)
    {
        _hasOwn = display is not null;
        if (display is not null)
            _all.Add(new Designation(display, language, Preferred));

        _all.AddRange(designations);
    }

    /// <summary>The display and, behind it, all other texts.</summary>
    public IReadOnlyList<Designation> All => _all;

    /// <summary>The text a reader should see; null where the reader takes no other language and there is none in
    /// theirs.</summary>
    public Designation? Pick(LanguageWish wish)
    {
        foreach (var range in wish.Ranges)
        {
            if (Best(range) is { } best)
                return best;
        }

        return _hasOwn && !wish.IsStrict ? _all[0] : null;
    }

    /// <summary>What is left beside the text that was picked: the designations of an expansion.</summary>
    public IEnumerable<Designation> Others(Designation? picked)
    {
        foreach (var text in _all)
        {
            if (!ReferenceEquals(text, picked))
                yield return text;
        }
    }

    private Designation? Best(LanguageRange range)
    {
        Designation? best = null;
        var mark = 0;
        for (var i = 0; i < _all.Count; i++)
        {
            var fit = range.Fit(_all[i].Language);
            if (fit == 0)
                continue;

            // Of texts equally near the display itself comes first, then those that are displays by their use.
            var own = (fit * 4) + (i == 0 && _hasOwn ? 3 : IsDisplay(_all[i].Use) ? 2 : 1);
            if (own > mark)
            {
                mark = own;
                best = _all[i];
            }
        }

        return best;
    }

    private static bool IsDisplay(ConceptCoding? use) =>
        use is null || use.Code is "display" or "preferredForLanguage" or "900000000000013009";
}
