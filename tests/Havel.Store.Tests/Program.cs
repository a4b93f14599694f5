using Havel.Store.Tests.Crashes;

namespace Havel.Store.Tests;

/// <summary>Entry of the process that the crash tests start and kill; the tests run through the test host.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CrashWriter.RunAsync(args);
}
