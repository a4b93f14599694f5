namespace Havel.Store.Writing;

/// <summary>How a version came to be: what a history Bundle says in <c>entry.request.method</c>.
/// Source: https://hl7.org/fhir/R4/http.html#history.</summary>
public enum WriteMethod
{
    /// <summary>The server chose the id: POST.</summary>
    Post = 0,

    /// <summary>The sender named the id: PUT, and import.</summary>
    Put = 1,

    /// <summary>DELETE.</summary>
    Delete = 2,

    /// <summary>PATCH: a part of the current version was changed.</summary>
    Patch = 3,
}
