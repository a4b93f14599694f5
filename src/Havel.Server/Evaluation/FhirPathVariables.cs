using System.Buffers;
using System.Text;
using System.Text.Json;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Operations;

namespace Havel.Server.Evaluation;

/// <summary>Binds the variables that an expression may name.</summary>
internal static class FhirPathVariables
{
    /// <summary>Binds them all.</summary>
    /// <returns>The issue of one that cannot be read, or null.</returns>
    public static Issue? Bind(IReadOnlyList<OperationParameter> variables, EvaluationContext surroundings)
    {
        foreach (var group in variables.GroupBy(variable => variable.Name, StringComparer.Ordinal))
        {
            var values = new FhirPathCollection();
            foreach (var variable in group)
            {
                if (Value(variable) is { Exists: true } node)
                    values.Add(FhirPathValue.Of(node));
                else if (!variable.Resource.IsEmpty || !variable.Json.IsEmpty)
                    return Issue.Error(IssueType.Value, $"The value of the variable {group.Key} cannot be read.");
            }

            surroundings.SetVariable(group.Key, values);
        }

        return null;
    }

    /// <summary>The value as a node, so that it has the type it was sent with.</summary>
    private static Node Value(OperationParameter variable)
    {
        if (!variable.Resource.IsEmpty)
            return ReachableResources.Parse(variable.Resource).Table?.Root ?? default;
        if (variable.Json.IsEmpty)
            return default;

        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"v\",\"value"u8);
        buffer.Write(Encoding.UTF8.GetBytes(JsonEncodedText.Encode(variable.Type).ToString()));
        buffer.Write("\":"u8);
        buffer.Write(variable.Json.Span);
        buffer.Write("}]}"u8);
        return ReachableResources.Parse(buffer.WrittenMemory).Table is { } table
            ? table.Root.Child("parameter").Child("value")
            : default;
    }
}
