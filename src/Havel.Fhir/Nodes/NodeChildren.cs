namespace Havel.Fhir.Nodes;

/// <summary>The children of a node, enumerated without allocation. Companion records are not children; their contents
/// are,
/// through the primitive they belong to.</summary>
public readonly struct NodeChildren(Node parent)
{
    public Enumerator GetEnumerator() => new(parent);

    /// <summary>Walks the siblings by their subtree ends.</summary>
    public struct Enumerator
    {
        private readonly NodeTable? _table;
        private readonly int _end;
        private int _next;

        internal Enumerator(Node parent)
        {
            Current = default;
            if (!parent.Exists)
                return;

            _table = parent.Table;
            var holder = parent.Record.Companion == 0 ? parent.Index : parent.Record.Companion;
            _next = holder + 1;
            _end = _table[holder].End;
        }

        public Node Current { get; private set; }

        public bool MoveNext()
        {
            while (_next < _end)
            {
                var index = _next;
                ref readonly var record = ref _table![index];
                _next = record.End;
                if ((record.Flags & NodeFlags.Companion) != NodeFlags.None)
                    continue;

                Current = new Node(_table, index);
                return true;
            }

            return false;
        }
    }
}
