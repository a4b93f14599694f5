namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>A made-up patient.</summary>
/// <remarks>Numbers go from 1 to 10; the id is <c>p</c> and the number.</remarks>
internal sealed record Person(int Number, string Family, string Given, string Gender, string Birth, string City)
{
    public string Id => $"p{Number}";

    /// <summary>The patient whom every requester is shut out from as a whole.</summary>
    public const string Unseen = "p9";

    public static IReadOnlyList<Person> All { get; } =
    [
        new(1, "Müller", "Änne", "female", "1958-03-04", "Berlin"),
        new(2, "Groß", "Jürgen", "male", "1961-11-30", "Potsdam"),
        new(3, "Schmidt", "Karin", "female", "1975-07-07", "Berlin"),
        new(4, "Yıldız", "Deniz", "other", "1990-01-15", "Bernau"),
        new(5, "Müller", "Paul", "male", "1984-05-20", "Berlin"),
        new(6, "Nowak", "Ewa", "female", "1949-09-09", "Berlin"),
        new(7, "Lehmann", "Uwe", "male", "1955-02-28", "Nauen"),
        new(8, "Wagner", "Lisa", "female", "2001-12-12", "Potsdam"),
        new(9, "Verborgen", "Nele", "female", "1966-06-06", "Berlin"),
        new(10, "Zander", "Kai", "male", "1979-10-10", "Spandau"),
    ];
}
