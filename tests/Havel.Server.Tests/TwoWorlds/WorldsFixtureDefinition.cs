using Havel.Server.Tests.TwoWorlds.Running;
using Xunit;

namespace Havel.Server.Tests.TwoWorlds;

/// <summary>All tests of the suite share one stock of worlds.</summary>
[CollectionDefinition(Name)]
public sealed class WorldsFixtureDefinition : ICollectionFixture<Stock>
{
    public const string Name = "two worlds";
}
