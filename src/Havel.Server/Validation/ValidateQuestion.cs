using Havel.Fhir.Issues;
using Havel.Fhir.Operations;

namespace Havel.Server.Validation;

/// <summary>What <c>$validate</c> was asked.</summary>
/// <param name="Resource">The resource as sent; empty where there is none.</param>
/// <param name="Mode">What it is validated for.</param>
/// <param name="Profiles">The profiles to be met besides those it declares.</param>
internal sealed record ValidateQuestion(
    ReadOnlyMemory<byte> Resource, ValidateMode Mode, IReadOnlyList<string> Profiles)
{
    /// <summary>Reads the parameters.</summary>
    /// <returns>The question, or why it cannot be answered.</returns>
    public static (ValidateQuestion? Question, Issue? Fault) Read(OperationParameters parameters)
    {
        foreach (var parameter in parameters.All)
        {
            if (parameter.Name is not ("resource" or "mode" or "profile" or "identifier"))
                return Refuse($"$validate has no parameter {parameter.Name}.");
        }

        if (ModeOf(parameters.Text("mode")) is not { } mode)
            return Refuse("The parameter mode must be create, update, delete or profile.");

        string[] profiles = [.. parameters.Named("profile").Select(parameter => parameter.Text).OfType<string>()];
        if (mode == ValidateMode.Profile && profiles.Length == 0)
            return Refuse("With the mode profile the parameter profile must name one.");

        var resource = parameters.Resource.IsEmpty
            ? parameters.Find("resource")?.Resource ?? default
            : parameters.Resource;
        return (new ValidateQuestion(resource, mode, profiles), null);
    }

    private static ValidateMode? ModeOf(string? text) => text switch
    {
        null => ValidateMode.Unstated,
        "create" => ValidateMode.Create,
        "update" => ValidateMode.Update,
        "delete" => ValidateMode.Delete,
        "profile" => ValidateMode.Profile,
        _ => null,
    };

    private static (ValidateQuestion?, Issue?) Refuse(string message) =>
        (null, Issue.Error(IssueType.Invalid, message));
}
