using Xunit;

namespace Havel.Server.Tests.Terms;

/// <summary>A server with a small code system, a value set of it and a map from it.</summary>
public sealed class TerminologyFixture : IAsyncLifetime
{
    public HavelHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await HavelHost.Start();
        var system = Host.AsSystem();
        await system.Store("""
            {"resourceType":"CodeSystem","id":"cs","url":"http://example.org/cs","version":"1","status":"active",
             "language":"en","caseSensitive":true,"content":"complete","concept":[
              {"code":"a","display":"Animal","designation":[{"language":"de","value":"Tier"}],"concept":[
               {"code":"b","display":"Flyer"},{"code":"c","display":"Good flyer"}]}]}
            """);
        await system.Store("""
            {"resourceType":"ValueSet","id":"vs","url":"http://example.org/vs","status":"active",
             "compose":{"include":[{"system":"http://example.org/cs"}]}}
            """);
        await system.Store("""
            {"resourceType":"ConceptMap","id":"cm","url":"http://example.org/cm","status":"active","group":[
             {"source":"http://example.org/cs","target":"http://example.org/other","element":[
              {"code":"b","target":[{"code":"B","display":"Bird","equivalence":"equivalent"}]}]}]}
            """);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
