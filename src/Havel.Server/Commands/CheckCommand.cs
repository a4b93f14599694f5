using System.CommandLine;
using System.Globalization;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store;
using Havel.Store.Checking;

namespace Havel.Server.Commands;

/// <summary><c>havel check</c>: whether a store is whole.</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output)
    {
        var data = DataOption.Create();
        var command = new Command("check",
            "Derive every index row, guard and owner again from the stored resources and compare: nothing missing, "
            + "nothing left over, every history whole, every body and the journal readable. Reads only, beside a "
            + "running server too. Exit code 2 when something is wrong; havel reindex mends what the index lacks.")
        {
            data,
        };
        var stores = new StoreOption(command);
        command.SetAction(parse =>
        {
            // A check looks at everything and decides about nobody: the regime does not matter.
            var clock = TimeProvider.System;
            var grant = new Gate(Regime.OptOut, clock).Background("check", "the operator checks the whole store");
            var server = stores.Apply(parse, new ServerOptions(parse.GetRequiredValue(data)));
            var report = StoreInspection.Check(grant, new StoreOptions(server.Folder, clock)
            {
                ConnectionString = server.Store,
                ReadConnectionString = server.ReadStore,
            });
            foreach (var fault in report.Faults)
                output.WriteLine(fault);

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Resources:N0} resources, {report.Held:N0} of them in the journal, "
                + $"{report.IndexRows:N0} index rows, {report.FaultCount:N0} faults"));
            return report.FaultCount == 0 ? ExitCode.Success : ExitCode.BadInput;
        });
        return command;
    }
}
