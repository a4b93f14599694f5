using System.CommandLine;
using Havel.Server.Demo;
using Havel.Server.Http;

namespace Havel.Server.Commands;

/// <summary><c>havel demo</c>: a small made-up Berlin, served, and a screen that says what to try.</summary>
internal static class DemoCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = new Option<string>("--data")
        {
            Description = "Where the demo keeps its data.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "havel-demo",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen.",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var command = new Command("demo",
            "Load a small set of made-up Berlin patients with Consents, serve it, and say what to try: the same search "
            + "as two doctors, one of whom a patient has shut out. Stop with Ctrl+C.")
        {
            data, urls,
        };
        command.SetAction((parse, stop) => Run(
            new ServerOptions(parse.GetRequiredValue(data)) { Urls = parse.GetRequiredValue(urls).TrimEnd('/') },
            output, error, stop));
        return command;
    }

    private static async Task<int> Run(
        ServerOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var (_, faulty) = await DemoData.Load(options, stop);
        if (faulty > 0)
        {
            await error.WriteLineAsync($"havel: {faulty} of the built-in resources could not be loaded.");
            return ExitCode.Failure;
        }

        var tokens = await DemoQuestions.WriteTokens(options.Folder, options.Clock, stop);
        var withdrawal = Path.Combine(options.Folder, DemoScreen.WithdrawalFile);
        await File.WriteAllTextAsync(withdrawal, DemoScreen.Withdrawal, stop);
        await using var server = await HavelServer.Start(options);
        using (var ask = new DemoQuestions(server, tokens))
            await output.WriteLineAsync(await DemoScreen.Text(options, ask, stop));

        await ServeCommand.UntilStopped(stop);
        return ExitCode.Success;
    }
}
