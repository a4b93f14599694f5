namespace Havel.Store.Holding;

/// <summary>Whether the creates of one batch can be seen: all of them from one moment on.</summary>
internal sealed class HeldSign
{
    private volatile bool _isShown;

    public bool IsShown => _isShown;

    public void Show() => _isShown = true;
}
