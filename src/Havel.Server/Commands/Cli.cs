using System.CommandLine;
using Havel.Store.Schema;

namespace Havel.Server.Commands;

/// <summary>The command line: <c>havel COMMAND ...</c>.</summary>
internal static class Cli
{
    private const string Description =
        """
        Havel: a region's health data in FHIR R4, where the patient's decision is part of every query.

        See it work in a minute: havel demo

        A first walk with your own data:
          havel import folder/ --data ./data          load FHIR files
          havel serve --data ./data                   answer on http://127.0.0.1:8080/fhir
          TOKEN=$(havel token --data ./data --system)
          curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/fhir/Patient

        Exit codes: 0 all well, 1 wrong usage or a failure, 2 done but some input was faulty.
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="args">The words behind <c>havel</c>.</param>
    /// <param name="output">Results: what a script reads.</param>
    /// <param name="error">Progress and complaints: what a person reads.</param>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(Description)
        {
            DemoCommand.Create(output, error),
            ServeCommand.Create(output, error),
            ImportCommand.Create(output, error),
            TokenCommand.Create(output),
            ConvertCommand.Create(output, error),
            FhirPathCommand.Create(output, error),
            ValidateCommand.Create(output, error),
            PackageCommand.Create(output, error),
            TerminologyCommand.Create(output, error),
            CheckCommand.Create(output),
            ReindexCommand.Create(output, error),
            MigrateCommand.Create(output, error),
            StatsCommand.Create(output),
            ExplainCommand.Create(output, error),
            BackupCommand.Create(output),
            BackupCommand.CreateRestore(output),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or SchemaException)
        {
            // The machine's trouble, told in a sentence: no folder, no space, no right, a port in use.
            await error.WriteLineAsync("havel: " + trouble.Message);
            return ExitCode.Failure;
        }
    }
}
