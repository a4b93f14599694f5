using System.CommandLine;
using Havel.Consent.Grants;
using Havel.Consent.Policies;
using Havel.Fhir.Search;
using Havel.Server.Requests;
using Havel.Store;

namespace Havel.Server.Commands;

/// <summary><c>havel explain</c>: how a search is run.</summary>
internal static class ExplainCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = DataOption.Create();
        var search = new Argument<string>("SEARCH")
        {
            Description = "The search, such as 'Observation?code=8867-4&date=2024'.",
        };
        var command = new Command("explain",
            "Run a search and tell how: what drives it, what is checked on each row, estimated and true rows, time, "
            + "the SQL. The folder must not be in use unless --store names a PostgreSQL database; a server that runs "
            + "tells the same for Prefer: explain.")
        {
            search, data,
        };
        var stores = new StoreOption(command);
        command.SetAction(parse =>
        {
            var clock = TimeProvider.System;
            var server = stores.Apply(parse, new ServerOptions(parse.GetRequiredValue(data)));
            using var store = FhirStore.Open(new StoreOptions(server.Folder, clock)
            {
                ConnectionString = server.Store,
                ReadConnectionString = server.ReadStore,
                IndexesInBackground = false,
            });
            if (QueryOf(store, parse.GetRequiredValue(search), clock, error) is not { } query)
                return ExitCode.Failure;

            var grant = new Gate(Regime.OptOut, clock).Background("explain", "the operator asks how a search is run");
            foreach (var line in store.Explain(grant, query))
                output.WriteLine(line);

            return ExitCode.Success;
        });
        return command;
    }

    private static SearchQuery? QueryOf(FhirStore store, string search, TimeProvider clock, TextWriter error)
    {
        var mark = search.IndexOf('?', StringComparison.Ordinal);
        var type = (mark < 0 ? search : search[..mark]).Trim('/');
        if (QueryText.Parse(mark < 0 ? string.Empty : search[(mark + 1)..]) is not { } pairs)
        {
            error.WriteLine("havel: the search cannot be read.");
            return null;
        }

        var conditions = pairs.ConvertAll(pair => new KeyValuePair<string, string>(pair.Key, pair.Value));
        var parsed = new SearchParser(store.Catalog).Parse(
            type.Length == 0 ? null : type, conditions, SearchHandling.Strict, clock.GetUtcNow());
        foreach (var issue in parsed.Issues)
            error.WriteLine("havel: " + issue.Message);

        return parsed.IsValid ? parsed.Query : null;
    }
}
