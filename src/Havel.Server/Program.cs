using Havel.Server.Commands;

return await Cli.Run(args, Console.Out, Console.Error);
