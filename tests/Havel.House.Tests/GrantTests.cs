using System.Reflection;
using Havel.Consent.Grants;
using Havel.Store;
using Xunit;

namespace Havel.House.Tests;

/// <summary>A read without a grant does not compile: checked on the compiled store itself.</summary>
public sealed class GrantTests
{
    // What may do without a grant: opening and closing, and committing, whose every operation brings its own.
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "Open", "CommitAsync", "Dispose", "DisposeAsync", "Equals", "GetHashCode", "GetType", "ToString", "<Clone>$",
        "Deconstruct",
    };

    [Fact]
    public void Every_public_method_of_the_store_that_reads_takes_a_grant()
    {
        var methods = typeof(FhirStore).GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Assert.Contains(methods, method => TakesGrant(method));
        House.AssertNone(
            from method in methods
            where !method.IsSpecialName && !s_harmless.Contains(method.Name) && !TakesGrant(method)
            select $"FhirStore.{method.Name}");
    }

    [Fact]
    public void A_grant_has_no_public_constructor() =>
        Assert.Empty(typeof(Grant).GetConstructors(BindingFlags.Public | BindingFlags.Instance));

    private static bool TakesGrant(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType.Equals(typeof(Grant)));
}
