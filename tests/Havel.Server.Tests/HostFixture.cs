using Xunit;

namespace Havel.Server.Tests;

/// <summary>One server for all tests of a class; they keep out of each other's way by ids of their own.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    public HavelHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await HavelHost.Start();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
