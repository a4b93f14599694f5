using Havel.Fhir.Definitions;
using Havel.Server.Tests.TwoWorlds.Region;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>A value that stands in the history, in the form a search asks for it.</summary>
/// <param name="Type">The type of the resource it stands in.</param>
/// <param name="Element">The element right below the resource.</param>
/// <param name="Kind">For which kind of parameter it is fit.</param>
/// <param name="Value">As a query writes it.</param>
/// <param name="Hidden">In which worlds it stands no more.</param>
internal sealed record Sample(string Type, string Element, SearchParameterKind Kind, string Value, HiddenKind Hidden);
