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
    public override Match Matches(ValidationRun run, int node, int position)
    {
        var found = Walk(run, new Node(run.Table, node), 0);
        return mustExist is not { } expected || found == Match.Unknown ? found
            : (found == Match.Yes) == expected ? Match.Yes
            : Match.No;
    }

    private Match Walk(ValidationRun run, Node node, int depth)
    {
        if (depth == steps.Length)
            return mustExist is not null ? Match.Yes : AnyMatches(run, node);

        var step = steps[depth];
        return step.Kind switch
        {
            DiscriminatorStepKind.Child => WalkChildren(run, node, step, depth),
            DiscriminatorStepKind.OfType => node.Type.Is(step.Type!) ? Walk(run, node, depth + 1) : Match.No,
            DiscriminatorStepKind.Extension => WalkExtensions(run, node, step, depth),
            _ => WalkTarget(run, node, depth),
        };
    }

    private Match AnyMatches(ValidationRun run, Node node)
    {
        var answer = Match.No;
        foreach (var test in tests)
        {
            if (Better(ref answer, test.Matches(run, node)))
                break;
        }

        return answer;
    }

    private Match WalkChildren(ValidationRun run, Node node, DiscriminatorStep step, int depth)
    {
        var answer = Match.No;
        var names = run.Validator.Names;
        foreach (var child in node.Children)
        {
            if (names[child.Record.Property] == step.NameId && Better(ref answer, Walk(run, child, depth + 1)))
                break;
        }

        return answer;
    }

    private Match WalkExtensions(ValidationRun run, Node node, DiscriminatorStep step, int depth)
    {
        var answer = Match.No;
        foreach (var child in node.Children)
        {
            if (child.Type.Name != "Extension")
                continue;

            var url = child.Child("url");
            if (url.Exists && url.RawText.SequenceEqual(step.Url) && Better(ref answer, Walk(run, child, depth + 1)))
                break;
        }

        return answer;
    }

    /// <summary>Where the target cannot be reached, its type may still be known.</summary>
    private Match WalkTarget(ValidationRun run, Node node, int depth)
    {
        var reference = node.Type.IsPrimitive ? node : node.Child("reference");
        var target = reference.Exists && reference.HasValue ? run.Targets.Find(reference) : default;
        if (target.Exists)
            return Walk(run, target, depth + 1);
        if (depth + 1 < steps.Length || ReferenceType.Of(node, reference) is not { } type)
            return Match.Unknown;

        var answer = Match.No;
        foreach (var test in tests)
        {
            if (Better(ref answer, test.MayMatch(type)))
                break;
        }

        return answer;
    }

    /// <summary>Keeps the better answer; true once it cannot get better.</summary>
    private static bool Better(ref Match answer, Match next)
    {
        if (next == Match.Yes || answer == Match.No)
            answer = next;
        return answer == Match.Yes;
    }
}
