using System.CommandLine;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store;
using Havel.Store.Checking;
using Havel.Store.Reindexing;

namespace Havel.Server.Commands;

/// <summary><c>havel reindex</c>: index rows derived again from the resources.</summary>
internal static class ReindexCommand
{
    private static readonly Option<string?> Type = new("--type")
    {
        Description = "Only the resources of this type.",
        HelpName = "TYPE",
    };

    private static readonly Option<string?> Parameter = new("--parameter")
    {
        Description = "Only what this search parameter searches.",
        HelpName = "CODE",
    };

    private static readonly Option<string> Server = new("--server")
    {
        Description = "The FHIR base of the server that holds the data folder, if one does.",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:8080/fhir",
    };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = DataOption.Create();
        var command = new Command("reindex",
            "Derive index rows again from the resources: put what is missing, remove what belongs to nothing. Works on "
            + "a folder that is not in use; where a server holds it, the server does it while it answers. Beside "
            + "servers on PostgreSQL it works by itself. Interrupted, it goes on where it was.")
        {
            data, Type, Parameter, Server,
        };
        var stores = new StoreOption(command);
        command.SetAction(async (parse, stop) =>
        {
            var options = stores.Apply(parse, new ServerOptions(parse.GetRequiredValue(data)));
            var scope = new ReindexScope(parse.GetValue(Type), parse.GetValue(Parameter));
            return IsHeld(options)
                ? await new ReindexRequest(options.Folder, parse.GetRequiredValue(Server), output, error)
                    .RunAsync(scope, stop)
                : await RunAsync(options, scope, output, error, stop);
        });
        return command;
    }

    /// <summary>Whether a server has the data folder.</summary>
    private static bool IsHeld(ServerOptions options)
    {
        if (options.Store is not null)
            return false;

        if (!File.Exists(Path.Combine(options.Folder, "havel.db")))
            throw new IOException($"There is no store in {options.Folder}.");

        return StoreInspection.IsInUse(options.Folder);
    }

    private static async Task<int> RunAsync(
        ServerOptions options, ReindexScope scope, TextWriter output, TextWriter error, CancellationToken stop)
    {
        // What another run has left is this one's to go on with, if it is of the same scope.
        using var store = FhirStore.Open(Deployment.StoreOf(options) with { IndexesInBackground = false });
        var grant = new Gate(Regime.OptOut, options.Clock).Background("reindex", "the operator has all indexed again");
        if (!store.CanReindex(grant, scope))
        {
            await error.WriteLineAsync("havel: there is no such resource type or search parameter.");
            return ExitCode.Failure;
        }

        var progress = new Progress(error, options.Clock);
        var done = await store.ReindexAsync(grant, scope, at => progress.Show(at.ToString), stop);
        progress.Clear();
        if (done is null)
        {
            await error.WriteLineAsync(
                $"havel: another reindexing was begun ({store.Reindexing(grant)?.Scope}). Run that to its end first.");
            return ExitCode.Failure;
        }

        await output.WriteLineAsync(done.ToString());
        return ExitCode.Success;
    }
}
