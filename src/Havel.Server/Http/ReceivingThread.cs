using System.Runtime.CompilerServices;
using Havel.Server.Requests;
using Havel.Server.Routing;
using Havel.Store;

namespace Havel.Server.Http;

/// <summary>Which requests are answered on the thread that takes them from the socket. Handing a request to another
/// thread costs about as much as reading one resource; but whoever stays there too long keeps other connections
/// waiting.</summary>
internal static class ReceivingThread
{
    // The runtime asks for it once, when the first socket is opened. Source:
    // https://learn.microsoft.com/dotnet/core/runtime-config/networking and System.Net.Sockets' SocketAsyncEngine.
    private const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Has the runtime run what follows a receipt on the thread that received. Must come before the first
    /// socket; what the operator has set stands.</summary>
    public static void Keep()
    {
        if (Environment.GetEnvironmentVariable(Setting) is null)
            Environment.SetEnvironmentVariable(Setting, "1");
    }

    /// <summary>Whether this request stays: one resource out of the embedded database is there in microseconds. A
    /// database server is waited for, and the answer to the wait must not have to come from the thread that waits; nor
    /// may long searches that hold the readers hold up those who only receive.</summary>
    public static bool Keeps(FhirRequest request, FhirStore store) =>
        request.Route.Interaction is Interaction.Read or Interaction.Health && store.ReadsAtOnce;

    /// <summary>Whether this write stays until the writer has it: a small resource is prepared in a tenth of a
    /// millisecond. Where there are more processors than the writer and one other thread keep busy, several threads
    /// shall prepare at once.</summary>
    public static bool Takes(FhirRequest request, FhirStore store) =>
        Environment.ProcessorCount <= Limits.FewProcessors
        && request is { Route.Interaction: Interaction.Create, Headers.IfNoneExist: null }
        && request.Body.Length <= Limits.SmallBodyBytes
        && store.ReadsAtOnce;

    /// <summary>Goes on on a thread of the pool.</summary>
    public static ConfiguredTaskAwaitable Leave() =>
        Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
