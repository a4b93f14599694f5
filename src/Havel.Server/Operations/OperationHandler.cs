using Havel.Server.Interactions;
using Havel.Server.Responses;

namespace Havel.Server.Operations;

/// <summary>Carries out an operation under the grant it is given.</summary>
internal delegate ValueTask<FhirResponse> OperationHandler(Asking asking);
