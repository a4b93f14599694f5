using System.CommandLine;

namespace Havel.Server.Commands;

/// <summary>The option that names the data folder, the same for every command that has one.</summary>
internal static class DataOption
{
    public static Option<string> Create() => new("--data")
    {
        Description = "The data folder: database, keys, reports. It is made where there is none.",
        HelpName = "DIR",
        Required = true,
    };
}
