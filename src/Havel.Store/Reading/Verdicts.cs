using Havel.Consent.Grants;
using Havel.Store.Interning;

namespace Havel.Store.Reading;

/// <summary>The memory of one shape: what it said of each guard so far. Shared by all subjects of that shape and by all
/// grants that come down to it; belongs to one reader.</summary>
internal sealed class Verdicts(Shape shape, GuardTable guards)
{
    private const byte Yes = 1;
    private const byte No = 2;

    private byte[] _known = new byte[64];

    /// <summary>Whether a resource with that guard is permitted.</summary>
    public bool Permits(int guard)
    {
        var known = _known;
        if ((uint)guard < (uint)known.Length && known[guard] != 0)
            return known[guard] == Yes;

        return Decide(guard);
    }

    private bool Decide(int guard)
    {
        var permitted = shape.Permits(guards.KeyOf(guard));
        if (guard >= _known.Length)
            Array.Resize(ref _known, Math.Max(guard + 1, _known.Length * 2));

        _known[guard] = permitted ? Yes : No;
        return permitted;
    }
}
