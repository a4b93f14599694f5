using System.Globalization;

namespace Havel.Store.Planning;

/// <summary>Numbers of parameters as text.</summary>
internal static class Numbers
{
    private static readonly string[] Known =
        [.. Enumerable.Range(0, 256).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public static string Of(int number) =>
        number < Known.Length ? Known[number] : number.ToString(CultureInfo.InvariantCulture);
}
