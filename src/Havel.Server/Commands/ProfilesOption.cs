using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Havel.Fhir.Definitions;
using Havel.Server.Routing;
using Havel.Server.Validation;

namespace Havel.Server.Commands;

/// <summary>The option that says which writes are checked against profiles, the same for every command that
/// writes.</summary>
internal static class ProfilesOption
{
    public static Option<string> Create() => new("--profiles")
    {
        Description = "Whether what is written is checked against R4's rules and the profiles it declares, beyond its "
            + "structure: off, warn or enforce, for all types or by type: warn,Patient=enforce.",
        HelpName = "POLICY",
        DefaultValueFactory = _ => "off",
    };

    /// <summary>Reads the option and tells the person what is wrong with it.</summary>
    public static bool TryRead(string text, TextWriter error, [NotNullWhen(true)] out ProfilePolicy? policy)
    {
        policy = ProfilePolicy.Parse(text, new ResourceTypes(FhirDefinitions.R4), out var fault);
        if (policy is null)
            error.WriteLine($"havel: --profiles: {fault}");
        return policy is not null;
    }
}
