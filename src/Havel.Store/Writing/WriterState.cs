using Havel.Fhir.Definitions;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Policies;
using Havel.Store.Databases;

namespace Havel.Store.Writing;

/// <summary>Everything the writer's thread works with, and the marks by which a part of a transaction is undone in
/// memory
/// together with the database.</summary>
internal sealed class WriterState
{
    private long _indexVersion = -1;

    public WriterState(
        Connection connection, TypeTable types, ResourcePreparation preparation, FhirDefinitions definitions)
    {
        Connection = connection;
        Types = types;
        Preparation = preparation;
        Parser = new BodyParser(definitions);
        Resources = new ResourceTable(connection);
        Subjects = new SubjectTable(connection);
        Guards = new GuardTable(connection);
        Index = new IndexWriter(connection);
        preparation.KnowsUri = Index.Uris.Knows;
        Index.Seen.CodeSlots = preparation.Index.CodeSlots;
        PolicyReader = new PolicyReader(types, Parser);
        Policies = new PolicyIndex(connection, PolicyReader);
        var targets = new TargetOwners(types, Resources, Subjects, Parser);
        Placement = new Placement(Subjects, Guards, Policies, targets);
        Reguarder = new Reguarder(connection, types, preparation, Parser, Placement, targets, Index);
    }

    public Connection Connection { get; }

    public TypeTable Types { get; }

    public ResourcePreparation Preparation { get; }

    public BodyParser Parser { get; }

    public ResourceTable Resources { get; }

    public SubjectTable Subjects { get; }

    public GuardTable Guards { get; }

    public IndexWriter Index { get; }

    public PolicyReader PolicyReader { get; }

    public PolicyIndex Policies { get; }

    public Placement Placement { get; }

    public Reguarder Reguarder { get; }

    /// <summary>Makes an index the one that rows are written by; its change is on disk.</summary>
    public void Use(ActiveIndex index)
    {
        Preparation.Index = index;
        Index.Unfinished = index.Unfinished;
        Index.Seen.CodeSlots = index.CodeSlots;
    }

    /// <summary>Brings memory up to what another process has written, inside a transaction that nobody writes
    /// beside.</summary>
    public void Renew()
    {
        Resources.Renew();
        Subjects.Clear();
        Guards.Renew(Connection);
        Policies.Renew(Connection);
        var version = Parameters.ParameterTable.VersionOf(Connection);
        if (version == _indexVersion)
            return;

        _indexVersion = version;
        Use(Parameters.ParameterIndex.Build(Connection, Preparation.Index.Catalog, Preparation.Index));
    }

    /// <summary>Forgets what the database may have lost: it was committed and perhaps not yet durable, or another
    /// database has taken over. <see cref="Renew"/> reads it again.</summary>
    public void Forget()
    {
        Subjects.Clear();
        Guards.Forget();
        Index.ForgetSeen();
    }

    /// <summary>Where memory stands now, to be given to <see cref="RollBack"/>.</summary>
    public WriterMark Mark() => new(Subjects.Mark, Guards.Mark, Policies.Working);

    /// <summary>Brings memory back to a mark; the database has been brought back to the same place.</summary>
    public void RollBack(in WriterMark mark)
    {
        Resources.Known.Clear();
        Index.Forget();
        Index.RollBack();
        Subjects.RollBack(mark.Subjects);
        Guards.RollBack(mark.Guards);
        Policies.Working = mark.Policies;
    }

    /// <summary>The transaction is on disk.</summary>
    public void Commit()
    {
        Subjects.Commit();
        Index.Commit();
        Guards.Commit();
    }
}
