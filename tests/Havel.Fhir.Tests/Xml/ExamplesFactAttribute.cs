using Xunit;

namespace Havel.Fhir.Tests.Xml;

/// <summary>A test over the official examples; it is skipped, with a notice, where they cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ExamplesFactAttribute : FactAttribute
{
    public ExamplesFactAttribute()
    {
        if (OfficialExamples.Archive is null)
        {
            Skip = $"Needs the package {OfficialExamples.Package}: npm and a network, "
                + "or its .tgz named by HAVEL_EXAMPLES.";
        }
    }
}
