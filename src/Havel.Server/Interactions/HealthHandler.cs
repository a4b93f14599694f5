using Havel.Server.Responses;

namespace Havel.Server.Interactions;

/// <summary>Says that the process answers and its database too; nothing that counts or names data.
/// Source: https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06.</summary>
internal static class HealthHandler
{
    private const string ContentType = "application/health+json";

    private static readonly FhirResponse Alive = new(200)
    {
        Body = "{\"status\":\"pass\"}"u8.ToArray(),
        ContentType = ContentType,
    };

    private static readonly FhirResponse Failing = new(503)
    {
        Body = "{\"status\":\"fail\",\"output\":\"the database does not answer\"}"u8.ToArray(),
        ContentType = ContentType,
    };

    public static FhirResponse Answer(Deployment home) => home.Store.Answers() ? Alive : Failing;
}
