using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>One discriminator: some node at the end of the path must pass one of the tests.</summary>
/// <param name="steps">The path from the item.</param>
/// <param name="tests">Any of them will do; empty where only existence counts.</param>
/// <param name="mustExist">For existence: whether there must be a node, or must be none.</param>
internal sealed class DiscriminatorTest(DiscriminatorStep[] steps, TargetTest[] tests, bool? mustExist = null)
    : SliceTest
{
    public override bool Matches(ValidationRun run, int node, int position)
    {
        var found = Walk(run, new Node(run.Table, node), 0);
        return mustExist is { } expected ? found == expected : found;
    }

    private bool Walk(ValidationRun run, Node node, int depth)
    {
        if (depth == steps.Length)
            return mustExist is not null || AnyMatches(run, node);

        var step = steps[depth];
        return step.Kind switch
        {
            DiscriminatorStepKind.Child => WalkChildren(run, node, step, depth),
            DiscriminatorStepKind.OfType => node.Type.Is(step.Type!) && Walk(run, node, depth + 1),
            DiscriminatorStepKind.Extension => WalkExtensions(run, node, step, depth),
            _ => WalkTarget(run, node, depth),
        };
    }

    private bool AnyMatches(ValidationRun run, Node node)
    {
        foreach (var test in tests)
        {
            if (test.Matches(run, node))
                return true;
        }

        return false;
    }

    private bool WalkChildren(ValidationRun run, Node node, DiscriminatorStep step, int depth)
    {
        var names = run.Validator.Names;
        foreach (var child in node.Children)
        {
            if (names[child.Record.Property] == step.NameId && Walk(run, child, depth + 1))
                return true;
        }

        return false;
    }

    private bool WalkExtensions(ValidationRun run, Node node, DiscriminatorStep step, int depth)
    {
        foreach (var child in node.Children)
        {
            if (child.Type.Name != "Extension")
                continue;

            var url = child.Child("url");
            if (url.Exists && url.RawText.SequenceEqual(step.Url) && Walk(run, child, depth + 1))
                return true;
        }

        return false;
    }

    /// <summary>Where the target cannot be reached, its type may still be known.</summary>
    private bool WalkTarget(ValidationRun run, Node node, int depth)
    {
        var reference = node.Type.IsPrimitive ? node : node.Child("reference");
        var target = reference.Exists && reference.HasValue ? run.Targets.Find(reference) : default;
        if (target.Exists)
            return Walk(run, target, depth + 1);
        if (depth + 1 < steps.Length || ReferenceType.Of(node, reference) is not { } type)
            return false;

        foreach (var test in tests)
        {
            if (test.MayMatch(type))
                return true;
        }

        return false;
    }
}
