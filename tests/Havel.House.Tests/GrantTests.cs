using System.Reflection;
using Havel.Consent.Grants;
using Havel.Store;
using Havel.Store.Reading;
using Xunit;

namespace Havel.House.Tests;

/// <summary>A read without a grant does not compile: checked on the compiled store itself.</summary>
public sealed class GrantTests
{
    // What may do without a grant: opening and closing, committing, whose every operation brings its own, a snapshot,
    // whose every read takes its own, and the question whether the database is there.
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "Open", "CommitAsync", "Dispose", "DisposeAsync", "Equals", "GetHashCode", "GetType", "ToString", "<Clone>$",
        "Deconstruct", "NewSnapshot", "Answers",
    };

    [Fact]
    public void Every_public_method_of_the_store_that_reads_takes_a_grant()
    {
        Type[] types = [typeof(FhirStore), typeof(Snapshot)];
        var methods = types.SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).ToList();
        Assert.Contains(methods, method => TakesGrant(method));
        House.AssertNone(
            from method in methods
            where !method.IsSpecialName && !s_harmless.Contains(method.Name) && !TakesGrant(method)
            select $"{method.DeclaringType!.Name}.{method.Name}");
    }

    [Fact]
    public void A_grant_has_no_public_constructor() =>
        Assert.Empty(typeof(Grant).GetConstructors(BindingFlags.Public | BindingFlags.Instance));

    private static bool TakesGrant(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType.Equals(typeof(Grant)));
}
