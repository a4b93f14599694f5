using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Rows;
using Havel.Fhir.Tests.Parsing;
using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Search;

/// <summary>The walk over all paths at once gives what FHIRPath gives for each expression by itself.</summary>
public sealed class PathEqualityTests
{
    private const int EveryNth = 25;

    private readonly Dictionary<string, List<(FhirPathExpression Expression, SlotAction Action)>> _compiled = [];

    [SharedFact("data")]
    public void The_walk_finds_what_FHIRPath_finds()
    {
        var parser = new ResourceParser(FhirDefinitions.R4);
        var synthea = RealData.Synthea().Where((_, index) => index % EveryNth == 0);
        foreach (var (place, utf8) in RealData.Mii().Concat(synthea))
        {
            if (parser.Parse(utf8) is not { IsValid: true } result)
                continue;

            var walked = new SearchRows();
            SearchFixture.Extractor.Extract(result.Table.Root, walked);
            Assert.Equal(Described(ByFhirPath(result.Table.Root), place), Described(walked, place));
        }
    }

    [Fact]
    public void Only_one_expression_is_more_than_a_path()
    {
        var rich = SearchFixture.Catalog.Bindings.SelectMany(binding => binding.Slots)
            .SelectMany(slot => slot.Members)
            .Where(member => member.Path is null)
            .Select(member => member.Text);

        Assert.Equal(["Patient.deceased.exists() and Patient.deceased != false"], rich);
    }

    private SearchRows ByFhirPath(Node resource)
    {
        var rows = new SearchRows();
        var writer = new RowWriter(rows);
        var context = new EvaluationContext();
        var values = new FhirPathCollection();
        foreach (var (expression, action) in CompiledOf(resource.Type))
        {
            Assert.Null(expression.Evaluate(resource, context, values));
            foreach (ref readonly var value in values.Span)
            {
                if (value.IsNode)
                    writer.Write(value.Node, action, 0, systems: null);
                else
                    writer.Computed(value, action);
            }
        }

        return rows;
    }

    private List<(FhirPathExpression Expression, SlotAction Action)> CompiledOf(TypeDefinition type)
    {
        if (_compiled.TryGetValue(type.Name, out var known))
            return known;

        var compiled = new List<(FhirPathExpression, SlotAction)>();
        var binding = SearchFixture.Catalog.Bindings.First(each => ReferenceEquals(each.Type, type));
        foreach (var bound in binding.Slots)
        {
            foreach (var member in bound.Members)
            {
                var compilation = FhirPathCompiler.CompileSearch(member.Text, type, FhirDefinitions.R4);
                Assert.True(compilation.IsValid, member.Text);
                compiled.Add((compilation.Expression!, new SlotAction(bound)));
            }
        }

        _compiled.Add(type.Name, compiled);
        return compiled;
    }

    /// <summary>Parts, the systems of plain codes and what is contained are the walk's own; everything else must
    /// agree.</summary>
    private static string[] Described(SearchRows rows, string place)
    {
        var absences = SearchFixture.Catalog.Bindings.SelectMany(binding => binding.Probes)
            .Select(probe => probe.AbsenceSlot.Id)
            .Concat(SearchFixture.Catalog.ContainedSlots.Select(slot => slot.Id)).ToHashSet();
        var texts = rows.Tokens.Where(row => !absences.Contains(row.Slot)).Select(row => $"{row.Slot} {row.Value}")
            .Concat(rows.Strings.Select(row => $"{row.Slot} {row.Text} {row.Exact}"))
            .Concat(rows.Dates.Select(row => $"{row.Slot} {row.Low} {row.High}"))
            .Concat(rows.Numbers.Select(row => $"{row.Slot} {row.Low} {row.High}"))
            .Concat(rows.Quantities.Select(row => $"{row.Slot} {row.Unit} {row.System} {row.Low} {row.High}"));
        return [.. texts.Distinct().Order(StringComparer.Ordinal).Prepend(place)];
    }
}
