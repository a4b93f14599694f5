using Havel.Fhir.FhirPath.Syntax;

namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>How many arguments a call has.</summary>
internal static class Arity
{
    /// <summary>Whether the number is within the bounds; an issue when it is not.</summary>
    public static bool Check(CompilationSession session, CallSyntax call, int least, int most)
    {
        var count = call.Arguments.Count;
        if (count >= least && count <= most)
            return true;

        var wanted = least == most ? $"{least}" : most == int.MaxValue ? $"at least {least}" : $"{least} to {most}";
        session.Fail(call.Position, $"{call.Name}() takes {wanted} arguments, {count} were given");
        return false;
    }
}
