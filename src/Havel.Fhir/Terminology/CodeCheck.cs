namespace Havel.Fhir.Terminology;

/// <summary>The answer to "may this code stand here". The answer <see cref="CodeVerdict.Member"/> carries no
/// text.</summary>
/// <param name="Verdict">What was found.</param>
/// <param name="Message">One sentence for whoever sent the code; null for a plain member.</param>
/// <param name="Display">The right display, where the given one is wrong.</param>
public readonly record struct CodeCheck(CodeVerdict Verdict, string? Message = null, string? Display = null)
{
    /// <summary>The plain good answer.</summary>
    public static readonly CodeCheck Member = new(CodeVerdict.Member);

    public bool IsMember => Verdict == CodeVerdict.Member;

    /// <summary>Whether the code is good but the text beside it is not one of its displays.</summary>
    public bool IsDisplayWrong => Display is not null;
}
