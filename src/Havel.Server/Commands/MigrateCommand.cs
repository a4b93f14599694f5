using System.CommandLine;
using Havel.Store;

namespace Havel.Server.Commands;

/// <summary><c>havel migrate</c>: brings a store that an older program wrote to this program's layout.</summary>
internal static class MigrateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = DataOption.Create();
        var command = new Command("migrate",
            "Bring a store that an older havel wrote to the layout of this one, as havel serve does at its start: all "
            + "that follows from the resources is derived anew. What the data folder was stays beside it as "
            + "havel.db.layoutN. Killed on the way, it goes on when it is run again.")
        {
            data,
        };
        var stores = new StoreOption(command);
        command.SetAction(parse =>
        {
            var wasTold = false;
            var progress = new Progress(error, TimeProvider.System);
            var options = stores.Apply(parse, new ServerOptions(parse.GetRequiredValue(data))) with
            {
                Tell = line =>
                {
                    wasTold = true;
                    progress.Show(() => line);
                },
            };
            FhirStore.Open(Deployment.StoreOf(options)).Dispose();
            progress.Clear();
            output.WriteLine(wasTold ? "The store is of this program's layout now." : "There was nothing to do.");
            return ExitCode.Success;
        });
        return command;
    }
}
