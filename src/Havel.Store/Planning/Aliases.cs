namespace Havel.Store.Planning;

/// <summary>Names of row variables. The first, <c>d</c>, is the resource that is searched.</summary>
internal static class Aliases
{
    public const string Driver = "d";

    private static readonly string[] Known =
        [Driver, .. Enumerable.Range(1, Limits.RowVariables - 1).Select(number => $"v{number}")];

    public static string At(int number) => number < Known.Length ? Known[number] : $"v{number}";
}
