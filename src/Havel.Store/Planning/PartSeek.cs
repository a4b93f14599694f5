namespace Havel.Store.Planning;

/// <summary>A component of a composite.</summary>
/// <param name="Seek">The rows it looks for.</param>
/// <param name="AnyPart">Whether the component is of the whole resource and so fits every part.</param>
internal sealed record PartSeek(RowSeek Seek, bool AnyPart);
