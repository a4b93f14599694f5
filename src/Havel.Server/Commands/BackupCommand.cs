using System.CommandLine;
using System.Globalization;
using Havel.Store.Backups;

namespace Havel.Server.Commands;

/// <summary><c>havel backup</c> and <c>havel restore</c>: a data folder, whole, as of one moment.</summary>
internal static class BackupCommand
{
    public static Command Create(TextWriter output)
    {
        var data = DataOption.Create();
        var target = new Option<string>("--to")
        {
            Description = "The folder to make. It holds patient data and the signing keys: guard it like the original.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("backup",
            "Copy a data folder while a server uses it. The copy is of one moment and complete: database, code "
            + "systems, keys, and a list of SHA-256 sums. It is there whole or not at all.")
        {
            data, target,
        };
        command.SetAction((parse, stop) =>
        {
            var made = FolderBackup.Make(parse.GetRequiredValue(data), parse.GetRequiredValue(target), stop);
            output.WriteLine(Line(made, "backed up"));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    public static Command CreateRestore(TextWriter output)
    {
        var backup = new Argument<string>("BACKUP") { Description = "What havel backup made." };
        var data = DataOption.Create();
        var command = new Command("restore",
            "Make a data folder of a backup, after comparing every file with its SHA-256. The data folder must be "
            + "missing or empty.")
        {
            backup, data,
        };
        command.SetAction((parse, stop) =>
        {
            var made = FolderRestore.Run(parse.GetRequiredValue(backup), parse.GetRequiredValue(data), stop);
            output.WriteLine(Line(made, "restored"));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static string Line(BackupContent content, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{content.Files} files, {content.Bytes / 1e6:N1} MB {what}");
}
