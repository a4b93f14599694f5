using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A profile that another one names. Looked up at first use, so that profiles may name each other in
/// circles.</summary>
internal sealed class ProfileLink(ProfileRegistry registry, string canonical)
{
    private CompiledProfile? _profile;
    private bool _isLookedUp;

    public string Canonical => canonical;

    /// <summary>The profile, or null where it is not known here.</summary>
    public CompiledProfile? Profile
    {
        get
        {
            if (!_isLookedUp)
            {
                _profile = registry.Find(canonical);
                _isLookedUp = true;
            }

            return _profile;
        }
    }

    /// <summary>The type it constrains, or null where it is not known here.</summary>
    public TypeDefinition? Type => Profile?.Type;
}
