using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>Says that the process answers and its store is open; nothing that counts or names data.</summary>
internal static class HealthHandler
{
    public static readonly FhirResponse Alive = new(200)
    {
        Body = "{\"status\":\"pass\"}"u8.ToArray(),
        ContentType = "application/health+json",
    };
}
