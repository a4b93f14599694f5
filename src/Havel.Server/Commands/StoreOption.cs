using System.CommandLine;

namespace Havel.Server.Commands;

/// <summary>The options that say where the resources are and what they can be searched by, the same for every command
/// that has them. What they hold may be secret, so the environment can hold it instead: others can read a command
/// line.</summary>
internal sealed class StoreOption
{
    private const string StoreVariable = "HAVEL_STORE";
    private const string ReadVariable = "HAVEL_READ_STORE";

    private readonly Option<string?> _store = new("--store")
    {
        Description = "The PostgreSQL database that holds the resources: \"Host=..;Database=..;Username=..\". "
            + $"Default: {StoreVariable} of the environment; without it SQLite in the data folder.",
        HelpName = "CONNECTION",
    };

    private readonly Option<string?> _read = new("--read-store")
    {
        Description = "A copy of that database that follows it, to read from; it may be a moment behind. "
            + $"Default: {ReadVariable} of the environment; without it reads go where writes go.",
        HelpName = "CONNECTION",
    };

    private readonly Option<string> _texts = new Option<string>("--full-text")
    {
        Description = "Which texts a new store can be searched by: narratives (_text), everything (_content too), "
            + "none. A store that is there keeps what it was made with.",
        DefaultValueFactory = _ => "narratives",
    }.AcceptOnlyFromAmong("narratives", "everything", "none");

    public StoreOption(Command command, bool reads = true)
    {
        command.Add(_store);
        command.Add(_texts);
        if (reads)
            command.Add(_read);
    }

    /// <summary>The options with the database they name.</summary>
    public ServerOptions Apply(ParseResult parse, ServerOptions options)
    {
        var store = parse.GetValue(_store) ?? Environment.GetEnvironmentVariable(StoreVariable);
        var read = parse.GetValue(_read) ?? Environment.GetEnvironmentVariable(ReadVariable);
        return options with
        {
            Store = string.IsNullOrWhiteSpace(store) ? null : store,
            ReadStore = string.IsNullOrWhiteSpace(read) ? null : read,
            FullText = parse.GetValue(_texts) switch
            {
                "everything" => Havel.Store.FullText.Everything,
                "none" => Havel.Store.FullText.None,
                _ => Havel.Store.FullText.Narratives,
            },
        };
    }
}
