using Havel.Store.Policies;

namespace Havel.Store.Writing;

/// <summary>Where the writer's memory stood at a point of its transaction.</summary>
internal readonly record struct WriterMark(int Subjects, int Guards, PolicySnapshot Policies);
