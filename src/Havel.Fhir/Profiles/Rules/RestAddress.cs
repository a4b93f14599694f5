using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>An address of the form <c>[base/]Type/id[/_history/version]</c>. Source:
/// https://hl7.org/fhir/R4/references.html#literal.</summary>
/// <param name="Server">The part before the type, with its slash; empty for a relative address.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Id">The logical id.</param>
internal readonly record struct RestAddress(string Server, string Type, string Id)
{
    private const string History = "/_history/";

    /// <summary>Reads an address; false where it is of another form.</summary>
    public static bool TryRead(string address, FhirDefinitions definitions, out RestAddress read)
    {
        read = default;
        var plain = WithoutVersion(address);
        var slash = plain.LastIndexOf('/');
        if (slash <= 0 || slash == plain.Length - 1 || plain.AsSpan().ContainsAny('?', '#'))
            return false;

        var start = plain.LastIndexOf('/', slash - 1) + 1;
        var type = plain[start..slash];
        if (definitions.FindType(type) is not { IsResource: true })
            return false;

        read = new RestAddress(plain[..start], type, plain[(slash + 1)..]);
        return true;
    }

    public static string WithoutVersion(string address)
    {
        var history = address.IndexOf(History, StringComparison.Ordinal);
        return history < 0 ? address : address[..history];
    }
}
