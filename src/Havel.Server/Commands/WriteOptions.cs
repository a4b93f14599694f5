using System.CommandLine;
using Havel.Server.Writes;

namespace Havel.Server.Commands;

/// <summary>The options of <c>havel serve</c> by which an operator decides about writes; see docs/rest.md.</summary>
internal sealed class WriteOptions
{
    private readonly Option<string> _updateCreates = new Option<string>("--update-create")
    {
        Description = "Whether a system may make a resource by PUT under an id of its own.",
        DefaultValueFactory = _ => "on",
    }.AcceptOnlyFromAmong("on", "off");

    private readonly Option<string> _deletes = new Option<string>("--conditional-delete")
    {
        Description = $"How many resources one conditional delete may take; multiple: up to "
            + $"{Limits.MaxConditionalDeletes}.",
        DefaultValueFactory = _ => "single",
    }.AcceptOnlyFromAmong("off", "single", "multiple");

    private readonly Option<string> _integrity = new Option<string>("--referential-integrity")
    {
        Description = "What becomes of references that lead to nothing the caller sees: warn tells of them, enforce "
            + "refuses them and the deletion of what is referred to.",
        DefaultValueFactory = _ => "off",
    }.AcceptOnlyFromAmong("off", "warn", "enforce");

    public void AddTo(Command command)
    {
        command.Options.Add(_updateCreates);
        command.Options.Add(_deletes);
        command.Options.Add(_integrity);
    }

    public WritePolicy Read(ParseResult parse) => new()
    {
        UpdateCreates = parse.GetValue(_updateCreates) is not "off",
        ConditionalDelete = parse.GetValue(_deletes) switch
        {
            "off" => MatchPolicy.None,
            "multiple" => MatchPolicy.Multiple,
            _ => MatchPolicy.Single,
        },
        Integrity = parse.GetValue(_integrity) switch
        {
            "enforce" => IntegrityMode.Enforce,
            "warn" => IntegrityMode.Warn,
            _ => IntegrityMode.Off,
        },
    };
}
