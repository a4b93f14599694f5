using System.CommandLine;
using System.CommandLine.Parsing;
using Havel.Consent.Callers;
using Havel.Server.Routing;
using Havel.Server.Tokens;

namespace Havel.Server.Commands;

/// <summary><c>havel token</c>: prints a bearer token and nothing else, so that a script can catch it.</summary>
internal static class TokenCommand
{
    private static readonly Option<bool> System = new("--system")
    {
        Description = "A token for the deployment itself: it sees and writes everything.",
    };

    private static readonly Option<string?> Practitioner = Id("--practitioner", "A professional, with --organization.");

    private static readonly Option<string[]> Organization = new("--organization")
    {
        Description = "The organisation a professional acts for; repeat it for several.",
        HelpName = "ID",
    };

    private static readonly Option<string?> Patient = Id("--patient", "A patient: their own records are open to them.");

    private static readonly Option<string?> Researcher = Id(
        "--researcher", "A researcher: what patients opened for research.");

    private static readonly Option<string?> PurposeOfUse = new("--purpose")
    {
        Description = "The purpose of use, a v3 PurposeOfUse code. Default: TREAT for "
            + "professionals, HRESCH for researchers.",
        HelpName = "CODE",
    };

    private static readonly Option<double> Hours = new("--hours")
    {
        Description = "How many hours the token is valid.",
        DefaultValueFactory = _ => Limits.TokenLife.TotalHours,
    };

    public static Command Create(TextWriter output)
    {
        var data = DataOption.Create();
        var command = new Command("token",
            "Print a bearer token, signed with the data folder's key. Choose one of --system, "
            + "--practitioner with --organization, "
            + "--patient, --researcher. Whoever can read the data folder can make any token: "
            + "keep the folder to yourself.")
        {
            data, System, Practitioner, Organization, Patient, Researcher, PurposeOfUse, Hours,
        };
        command.Validators.Add(Check);
        command.SetAction(async parse =>
        {
            using var key = SigningKey.Open(parse.GetRequiredValue(data));
            var issuer = new TokenIssuer(key, TimeProvider.System);
            await output.WriteLineAsync(issuer.Issue(Claims(parse), TimeSpan.FromHours(parse.GetValue(Hours))));
        });
        return command;
    }

    private static Option<string?> Id(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ID",
    };

    private static TokenClaims Claims(ParseResult parse) => parse switch
    {
        _ when parse.GetValue(Practitioner) is { } id =>
            TokenClaims.ForPractitioner(id, parse.GetValue(Organization) ?? [], parse.GetValue(PurposeOfUse)),
        _ when parse.GetValue(Patient) is { } id => TokenClaims.ForPatient(id),
        _ when parse.GetValue(Researcher) is { } id => TokenClaims.ForResearcher(id, parse.GetValue(PurposeOfUse)),
        _ => TokenClaims.ForSystem(),
    };

    // What the server would refuse later is refused here, where whoever made the mistake can see it.
    private static void Check(CommandResult result)
    {
        string?[] ids = [result.GetValue(Practitioner), result.GetValue(Patient), result.GetValue(Researcher)];
        var organizations = result.GetValue(Organization) ?? [];
        if (ids.Count(id => id is not null) + (result.GetValue(System) ? 1 : 0) != 1)
            result.AddError("Choose exactly one of --system, --practitioner, --patient and --researcher.");

        if ((result.GetValue(Practitioner) is null) != (organizations.Length == 0))
            result.AddError("--practitioner and --organization go together.");

        foreach (var id in ids.OfType<string>().Concat(organizations).Where(id => !Routes.IsId(id)))
            result.AddError($"'{id}' is not an id: up to 64 letters, digits, '-' and '.', without the resource type.");

        // A default is not yet in place when validators run, so only what was typed is looked at.
        if (result.GetResult(Hours) is { Implicit: false } && result.GetValue(Hours) is not (> 0 and < 24 * 366))
            result.AddError("--hours must be positive and at most a year.");

        CheckPurpose(result);
    }

    private static void CheckPurpose(CommandResult result)
    {
        var code = result.GetValue(PurposeOfUse);
        if (code is null)
            return;

        var purpose = Purpose.Find(code);
        if (purpose is null)
            result.AddError($"'{code}' is no purpose of use. Examples: TREAT, ETREAT, HRESCH, HPAYMT.");
        else if (result.GetValue(Practitioner) is null && result.GetValue(Researcher) is null)
            result.AddError("--purpose goes with --practitioner or --researcher.");
        else if (result.GetValue(Researcher) is not null && !Purpose.Research.Covers(purpose))
            result.AddError("A researcher's purpose is HRESCH or below it, such as CLINTRCH.");
    }
}
