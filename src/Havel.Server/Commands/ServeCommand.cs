using System.CommandLine;
using Havel.Consent.Policies;
using Havel.Server.Http;

namespace Havel.Server.Commands;

/// <summary><c>havel serve</c>: answers FHIR REST until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = DataOption.Create();
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several with ';' between them.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var publicBase = new Option<string?>("--base")
        {
            Description = "The FHIR base as clients write it, where a proxy stands in front: "
                + "https://fhir.example.org/fhir. "
                + "Default: the first of --urls, and /fhir.",
            HelpName = "URL",
        };
        var regime = new Option<string>("--regime")
        {
            Description = "What holds for treatment where a patient has said nothing: opt-out permits it, "
                + "opt-in denies it. "
                + "Research and all else is denied in both.",
            DefaultValueFactory = _ => "opt-out",
        }.AcceptOnlyFromAmong("opt-out", "opt-in");
        var packages = PackageOption.Create();
        var profiles = ProfilesOption.Create();
        var command = new Command("serve",
            "Serve the data folder as FHIR REST under /fhir. Without a token only "
            + "/fhir/metadata and /health answer. Stop with Ctrl+C.")
        {
            data, urls, publicBase, regime, packages, profiles,
        };
        var store = new StoreOption(command);
        var writes = new WriteOptions();
        writes.AddTo(command);
        command.SetAction(async (parse, stop) =>
        {
            if (!ProfilesOption.TryRead(parse.GetRequiredValue(profiles), error, out var policy)
                || !PackageOption.TryLoad(parse.GetValue(packages), error, out var loaded))
            {
                return ExitCode.Failure;
            }

            var options = store.Apply(parse, new ServerOptions(parse.GetRequiredValue(data)))
            with
            {
                Urls = parse.GetRequiredValue(urls),
                BaseUrl = parse.GetValue(publicBase),
                Regime = parse.GetValue(regime) is "opt-in" ? Regime.OptIn : Regime.OptOut,
                Packages = loaded,
                Writes = writes.Read(parse),
                Profiles = policy,
                Tell = error.WriteLine,
            };
            return await Run(options, output, error, stop);
        });
        return command;
    }

    private static async Task<int> Run(
        ServerOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        await using var server = await HavelServer.Start(options);
        await output.WriteLineAsync(
            $"Havel answers on {server.Deployment.BaseUrl} (regime {Name(options.Regime)}, data in {options.Folder}).");
        if (server.Deployment.Conformance.Packages is { Count: > 0 } packages)
        {
            var resources = packages.Sum(package => package.Resources.Count);
            await output.WriteLineAsync($"Packages: {packages.Count} with {resources} conformance resources.");
        }

        await error.WriteLineAsync($"For a token: havel token --data {options.Folder} --system");
        await UntilStopped(stop);
        return ExitCode.Success;
    }

    /// <summary>Waits for Ctrl+C or the end of the process.</summary>
    internal static async Task UntilStopped(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        await using (stop.Register(stopped.SetResult))
            await stopped.Task;
    }

    private static string Name(Regime regime) => regime == Regime.OptIn ? "opt-in" : "opt-out";
}
