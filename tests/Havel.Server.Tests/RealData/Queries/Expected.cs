using Havel.Server.Tests.RealData.Matching;

namespace Havel.Server.Tests.RealData.Queries;

/// <summary>A search and the ids it must find, as <c>Type/id</c>.</summary>
internal sealed record Expected(Query Query, IReadOnlySet<string> Ids);
