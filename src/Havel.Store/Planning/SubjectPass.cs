namespace Havel.Store.Planning;

/// <summary>Fourth pass: a clause that names a patient tells whose data can be meant. The rows that refer to the
/// patient
/// have one subject, or a few where resources have several patients, and these are found by a seek each. All other
/// clauses are then looked up for these subjects alone: <c>patient=X&amp;code=Y</c> is one or two seeks.</summary>
internal static class SubjectPass
{
    public static void Run(PlanContext context, Draft draft)
    {
        // With a single clause there is nothing to narrow: it is the driver itself.
        if (draft.Terms.Count < 2)
            return;

        foreach (var term in draft.Terms)
        {
            if (term.Source is not SeekRows { Seek: { IsLink: true, IsOrdered: true } seek })
                continue;

            if (context.Cardinality.SubjectsOf(seek, Limits.KnownSubjects) is not { } subjects)
                continue;

            draft.Subjects = subjects;
            draft.Driver = term;
            draft.Source = subjects.Count == 0 ? NoRows.Instance : term.Source;
            draft.IsFew = true;
            return;
        }
    }
}
