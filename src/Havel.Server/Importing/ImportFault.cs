namespace Havel.Server.Importing;

/// <summary>Something in the files that could not be loaded, or not as it was meant.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Line where the resource or Bundle begins, from 1.</param>
/// <param name="Reason">One sentence, with the place inside the resource.</param>
/// <param name="IsLoaded">Whether the resource was loaded nevertheless.</param>
internal sealed record ImportFault(string File, int Line, string Reason, bool IsLoaded = false)
{
    public override string ToString() =>
        $"{File}\t{Line}\t{(IsLoaded ? "warning" : "error")}\t{Reason.ReplaceLineEndings(" ").Replace('\t', ' ')}";
}
