using System.CommandLine;
using System.Globalization;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Store;
using Havel.Store.Checking;
using Havel.Store.Statistics;

namespace Havel.Server.Commands;

/// <summary><c>havel stats</c>: what a store holds.</summary>
internal static class StatsCommand
{
    public static Command Create(TextWriter output)
    {
        var data = DataOption.Create();
        var rows = new Option<bool>("--rows")
        {
            Description = "Count index rows too, by the parameters they are for. It walks over all of them.",
        };
        var command = new Command("stats",
            "Count a store: resources by type, versions, bytes of tables and indexes. Reads only, beside a running "
            + "server too.")
        {
            data, rows,
        };
        var stores = new StoreOption(command);
        command.SetAction(parse =>
        {
            // Counting looks at everything and decides about nobody: the regime does not matter.
            var clock = TimeProvider.System;
            var grant = new Gate(Regime.OptOut, clock).Background("stats", "the operator counts the whole store");
            var server = stores.Apply(parse, new ServerOptions(parse.GetRequiredValue(data)));
            var options = new StoreOptions(server.Folder, clock)
            {
                ConnectionString = server.Store,
                ReadConnectionString = server.ReadStore,
            };
            Write(output, StoreInspection.Count(grant, options, parse.GetValue(rows)));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(TextWriter output, StoreStatistics counted)
    {
        Write(output, "resources", counted.Resources);
        Line(output, "resources, all types", counted.Resources.Sum(type => type.Count));
        Line(output, "deleted", counted.Deleted);
        Line(output, "older versions", counted.OlderVersions);
        Write(output, "bytes", counted.Bytes);
        Line(output, "bytes, all", counted.Bytes.Sum(part => part.Count));
        Write(output, "index rows", counted.IndexRows);
        foreach (var other in counted.Others)
            Line(output, other.Name, other.Count);
    }

    private static void Write(TextWriter output, string what, IReadOnlyList<NamedCount> counts)
    {
        foreach (var one in counts)
            Line(output, $"{what}, {one.Name}", one.Count);
    }

    private static void Line(TextWriter output, string what, long count) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count}"));
}
