namespace Havel.Fhir.Profiles.Reading;

/// <summary>Gives ids to elements whose author left them out, by path and slice names, as
/// https://hl7.org/fhir/R4/elementdefinition.html#id prescribes.</summary>
internal static class ElementIds
{
    public static ProfileElement[] Complete(ProfileElement[] elements)
    {
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < elements.Length; index++)
        {
            var element = elements[index];
            if (element.Id.Length == 0)
                elements[index] = element = element with { Id = IdOf(element, open) };
            open[element.Path] = element.Id;
        }

        return elements;
    }

    /// <summary>The id of the nearest parent that is open, then the own name and slice.</summary>
    private static string IdOf(ProfileElement element, Dictionary<string, string> open)
    {
        var own = element.Path;
        for (var dot = own.LastIndexOf('.'); dot > 0; dot = own.LastIndexOf('.', dot - 1))
        {
            if (!open.TryGetValue(own[..dot], out var parent))
                continue;

            own = parent + own[dot..];
            break;
        }

        return element.SliceName is null ? own : $"{own}:{element.SliceName}";
    }
}
