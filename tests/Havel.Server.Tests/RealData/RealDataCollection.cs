using Xunit;

namespace Havel.Server.Tests.RealData;

/// <summary>The tests that share one import of the real data.</summary>
[CollectionDefinition(Name)]
public sealed class RealDataCollection : ICollectionFixture<RealDataFixture>
{
    public const string Name = "Real data";
}
