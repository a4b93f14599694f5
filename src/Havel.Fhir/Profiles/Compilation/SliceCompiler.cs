using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Profiles.Checks;

namespace Havel.Fhir.Profiles.Compilation;

/// <summary>Compiles slicings: how items are told apart, and what holds for each slice.</summary>
internal sealed class SliceCompiler(ProfileCompiler compiler)
{
    private static readonly ProfileSlicing ByUrl =
        new([new ProfileDiscriminator(DiscriminatorKind.Value, "url")], SlicingRules.Open, IsOrdered: false);

    private static readonly ProfileSlicing ByType =
        new([new ProfileDiscriminator(DiscriminatorKind.Type, "$this")], SlicingRules.Open, IsOrdered: false);

    private static readonly ProfileSlicing ByRules = new([], SlicingRules.Open, IsOrdered: false);

    /// <summary>The slicing of an element; null where it has none.</summary>
    public SliceGroup? Compile(ElementGroup group)
    {
        var slicing = group.Main?.Element.Slicing;
        if (group.Slices.Count == 0 && slicing is not { Rules: SlicingRules.Closed, Discriminators.Count: > 0 })
            return null;
        if (group.Slices.Count == 0)
            return null;

        slicing ??= DefaultOf(group);
        return Compile(group.Name, slicing, group.Slices);
    }

    private static ProfileSlicing DefaultOf(ElementGroup group)
    {
        if (group.Name is "extension" or "modifierExtension")
            return ByUrl;

        return group.Slices[0].Base?.IsChoice == true ? ByType : ByRules;
    }

    private SliceGroup Compile(string name, ProfileSlicing slicing, List<ElementTree> slices)
    {
        var checks = new List<SliceCheck>(slices.Count);
        foreach (var slice in slices)
            checks.Add(CompileSlice(name, slicing, slice, checks.Count));
        return new SliceGroup(compiler.Canonical, name, slicing.Rules, slicing.IsOrdered, checks);
    }

    private SliceCheck CompileSlice(string name, ProfileSlicing slicing, ElementTree slice, int position)
    {
        var item = compiler.Compile(slice);
        var reslicing = slice.Element.Slicing ?? ByRules;
        return new SliceCheck
        {
            Name = slice.Element.SliceName ?? slice.Element.Name,
            Min = slice.Element.Min ?? 0,
            Max = slice.Element.Max ?? int.MaxValue,
            Item = item,
            Test = TestOf(slicing, slice, item, position),
            Reslices = slice.Reslices.Count == 0 ? null : Compile(name, reslicing, slice.Reslices),
        };
    }

    private SliceTest TestOf(ProfileSlicing slicing, ElementTree slice, ElementCheck item, int position)
    {
        var tests = new List<SliceTest>();
        foreach (var discriminator in slicing.Discriminators)
        {
            if (TestOf(discriminator, slice, position) is { } test)
                tests.Add(test);
        }

        return tests.Count == 0 ? new TrialTest(item) : SliceTest.All(tests);
    }

    /// <summary>The test of one discriminator; null where the slice says nothing at its path.</summary>
    private SliceTest? TestOf(ProfileDiscriminator discriminator, ElementTree slice, int position)
    {
        if (discriminator.Kind == DiscriminatorKind.Position)
            return new PositionTest(position);
        if (DiscriminatorPath.Parse(discriminator.Path, compiler.Definitions) is not { } steps)
            return null;
        if (discriminator.Path == "url" && ProfileCompiler.ExtensionUrlOf(slice) is { } url)
            return new DiscriminatorTest(steps, [new TextTest(Encoding.UTF8.GetBytes(url))]);

        var evidence = new SliceEvidence(compiler, steps).Gather(slice);
        return discriminator.Kind switch
        {
            DiscriminatorKind.Exists => ExistsTest(steps, evidence),
            DiscriminatorKind.Type => TestOf(steps, TypesOf(steps, evidence)),
            DiscriminatorKind.Profile => TestOf(steps, ProfilesOf(steps, evidence)),
            _ => TestOf(steps, ValuesOf(steps, evidence)),
        };
    }

    private static DiscriminatorTest? TestOf(DiscriminatorStep[] steps, IReadOnlyList<TargetTest> tests) =>
        tests.Count == 0 ? null : new DiscriminatorTest(steps, [.. tests]);

    private static DiscriminatorTest? ExistsTest(DiscriminatorStep[] steps, SliceEvidence evidence)
    {
        foreach (var end in evidence.Ends)
        {
            if (end.Element.Max == 0)
                return new DiscriminatorTest(steps, [], mustExist: false);
            if (end.Element.Min > 0)
                return new DiscriminatorTest(steps, [], mustExist: true);
        }

        return null;
    }

    /// <summary>Values, else required value sets. Some authors say "value" and mean the type of a reference's
    /// target.</summary>
    private IReadOnlyList<TargetTest> ValuesOf(DiscriminatorStep[] steps, SliceEvidence evidence)
    {
        if (evidence.Values.Count > 0)
            return evidence.Values;

        var tests = new List<TargetTest>();
        foreach (var end in evidence.Ends)
        {
            if (compiler.BindingOf(end) is { } binding && end.Element.Binding!.Strength == BindingStrength.Required)
                tests.Add(new MemberTest(binding));
        }

        return tests.Count > 0 || steps is not [.., { Kind: DiscriminatorStepKind.Resolve }]
            ? tests
            : TypesOf(steps, evidence);
    }

    private List<TargetTest> TypesOf(DiscriminatorStep[] steps, SliceEvidence evidence)
    {
        var tests = new List<TargetTest>();
        foreach (var end in evidence.Ends)
        {
            if (steps is not [.., { Kind: DiscriminatorStepKind.Resolve }])
                tests.Add(new TypeTest([.. end.Types]));
            else if (compiler.TargetsOf(end) is { Length: > 0 } targets)
                tests.Add(new TargetTypeTest(targets));
        }

        return tests;
    }

    private List<TargetTest> ProfilesOf(DiscriminatorStep[] steps, SliceEvidence evidence)
    {
        var tests = new List<TargetTest>();
        foreach (var end in evidence.Ends)
        {
            var links = steps is [.., { Kind: DiscriminatorStepKind.Resolve }]
                ? compiler.TargetsOf(end)
                : compiler.ProfilesOf(end);
            if (links.Length > 0)
                tests.Add(new ConformanceTest(links));
        }

        return tests;
    }
}
