namespace Havel.Store.Planning;

/// <summary>The resource has those words.</summary>
internal sealed record HasWords(WordTest Test) : Condition;
