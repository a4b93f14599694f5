using System.Collections.Immutable;
using Havel.Consent.Policies;
using Havel.Store.Databases;

namespace Havel.Store.Policies;

/// <summary>Policies of subjects as small integers, for databases that judge by them: subjects whose patients say the
/// same have the same one. The tables <c>policy</c> and <c>subject_policy</c> hold them. Immutable.</summary>
internal sealed class PolicyNumbers
{
    /// <summary>The number of all who have said nothing.</summary>
    public const int Silent = 0;

    private static readonly PolicyNumbers Empty = new(
        ImmutableDictionary<PolicyContent, int>.Empty, ImmutableDictionary<int, SubjectPolicy>.Empty, Silent);

    private readonly ImmutableDictionary<PolicyContent, int> _numbers;

    private PolicyNumbers(
        ImmutableDictionary<PolicyContent, int> numbers, ImmutableDictionary<int, SubjectPolicy> samples, int last)
    {
        _numbers = numbers;
        Samples = samples;
        Last = last;
    }

    /// <summary>Of every number that is in use a policy that has it.</summary>
    public ImmutableDictionary<int, SubjectPolicy> Samples { get; }

    /// <summary>The largest number given.</summary>
    public int Last { get; }

    /// <summary>The numbers that are stored, as the connection's transaction sees them.</summary>
    /// <param name="connection">Any connection.</param>
    /// <param name="known">What was read before; null for nothing.</param>
    public static PolicyNumbers Load(Connection connection, PolicyNumbers? known)
    {
        var before = known ?? Empty;
        var (numbers, last) = (before._numbers, before.Last);
        var rows = connection.Cached("SELECT id, key FROM policy WHERE id > ?1 ORDER BY id");
        rows.Bind(1, last);
        while (rows.Step())
        {
            last = rows.Int32(0);
            numbers = numbers.SetItem(PolicyContent.Parse(rows.Blob(1)), last);
        }

        rows.Reset();
        return new PolicyNumbers(numbers, before.Samples, last);
    }

    /// <summary>The number of a policy that has one.</summary>
    public int Of(SubjectPolicy policy) => _numbers[policy.Content];

    /// <summary>With a number for a policy: the one it has, or the next.</summary>
    public PolicyNumbers With(SubjectPolicy policy)
    {
        var content = policy.Content;
        if (!_numbers.TryGetValue(content, out var number))
            return new PolicyNumbers(_numbers.Add(content, Last + 1), Samples.Add(Last + 1, policy), Last + 1);

        return Samples.ContainsKey(number)
            ? this
            : new PolicyNumbers(_numbers, Samples.Add(number, policy), Last);
    }
}
