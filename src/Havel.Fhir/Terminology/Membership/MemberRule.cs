using System.Text;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.Filters;
using Havel.Fhir.Terminology.Rules;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Membership;

/// <summary>One line of a value set, ready to be asked. Its answers allocate nothing where the system is in memory and
/// the code is written as the system writes it.</summary>
internal sealed class MemberRule
{
    private readonly byte[] _systemUtf8;
    private readonly CodeIndex? _listed;
    private readonly ConceptTest? _test;
    private readonly ValueSetMembers[] _within;

    // A part of the line is missing, so what the rest lets through need not be a member.
    private readonly bool _isBroken;

    public MemberRule(
        ValueSetInclude include, SystemLookup? lookup, ConceptTest? test, ValueSetMembers[] within, bool isBroken)
    {
        _isBroken = isBroken;
        Include = include;
        Lookup = lookup;
        _test = test;
        _within = within;
        Weight = within.Sum(members => members.Weight);
        _systemUtf8 = Encoding.UTF8.GetBytes(include.System ?? "");
        if (include.Concepts.Count == 0)
            return;

        var texts = new TextBlob.Builder();
        var places = include.Concepts.Select(concept => texts.Add(concept.Code)).ToArray();
        _listed = new CodeIndex(texts.Build(), places);
    }

    public ValueSetInclude Include { get; }

    /// <summary>The value sets that a code may have to be compared with to know whether this line has it.</summary>
    public long Weight { get; }

    /// <summary>What was found of the system; null for a line that names none.</summary>
    public SystemLookup? Lookup { get; }

    public ICodeSystem? System => Lookup?.System;

    public IReadOnlyList<ValueSetMembers> Within => _within;

    /// <summary>Which concepts the filters let through; null where there are none.</summary>
    public ConceptTest? Test => _test;

    public MemberAnswer Contains(in CodedValue value, out MemberHit hit)
    {
        hit = new MemberHit(this, Concept.None);
        var answer = MemberAnswer.Yes;
        if (_systemUtf8.Length > 0)
        {
            if (!value.InfersSystem && !value.System.SequenceEqual(_systemUtf8))
                return MemberAnswer.No;

            answer = _listed is null ? IsInSystem(value.Code, out hit) : IsListed(value.Code, out hit);
        }

        if (answer != MemberAnswer.No && _within.Length > 0)
            answer = IsWithin(value, answer, ref hit);

        return answer == MemberAnswer.Yes && _isBroken ? MemberAnswer.Unknown : answer;
    }

    /// <summary>What the value set itself says of a code that it lists; null where it does not list it.</summary>
    public ValueSetConcept? Listed(ReadOnlySpan<byte> code) =>
        _listed is not null && _listed.Find(code) is >= 0 and var position ? Include.Concepts[position] : null;

    private MemberAnswer IsWithin(in CodedValue value, MemberAnswer answer, ref MemberHit hit)
    {
        foreach (var members in _within)
        {
            var inner = members.Contains(value, out var innerHit);
            if (inner == MemberAnswer.No)
                return MemberAnswer.No;
            if (inner == MemberAnswer.Unknown)
                answer = MemberAnswer.Unknown;
            if (_systemUtf8.Length == 0)
                hit = innerHit;
        }

        return answer;
    }

    private MemberAnswer IsListed(ReadOnlySpan<byte> code, out MemberHit hit)
    {
        hit = new MemberHit(this, Concept.None);
        var system = System;
        if (_listed!.Find(code) >= 0)
        {
            if (system is null || Include.IsStored)
                return MemberAnswer.Yes;

            hit = hit with { Concept = system.Find(code) };
            return hit.Concept.Exists || !IsDecisive(system) ? MemberAnswer.Yes : MemberAnswer.No;
        }

        if (system is null || system.IsCaseSensitive)
            return MemberAnswer.No;

        var concept = system.FindIgnoringCase(Encoding.UTF8.GetString(code));
        hit = hit with { Concept = concept };
        return concept.Exists && _listed.Find(Encoding.UTF8.GetBytes(system.Code(concept))) >= 0
            ? MemberAnswer.Yes
            : MemberAnswer.No;
    }

    // What is missing in a part of the system, or in another version than the value set names, may be there all the
    // same.
    private bool IsDecisive(ICodeSystem system) => system.Content == CodeSystemContent.Complete
        && (Include.Version is null || VersionOrder.Admits(Include.Version, system.Version));

    private MemberAnswer IsInSystem(ReadOnlySpan<byte> code, out MemberHit hit)
    {
        hit = new MemberHit(this, Concept.None);
        if (System is not { } system)
            return MemberAnswer.Unknown;

        var concept = system.Find(code);
        if (!concept.Exists && !system.IsCaseSensitive)
            concept = system.FindIgnoringCase(Encoding.UTF8.GetString(code));
        if (!concept.Exists)
            return system.Content == CodeSystemContent.Complete ? MemberAnswer.No : MemberAnswer.Unknown;

        hit = hit with { Concept = concept };
        return _test is null ? MemberAnswer.Yes : _test.Admits(concept);
    }
}
