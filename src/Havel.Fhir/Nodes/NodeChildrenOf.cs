namespace Havel.Fhir.Nodes;

/// <summary>The children of a node that instantiate one element, enumerated without allocation.</summary>
public readonly struct NodeChildrenOf(Node parent, string name)
{
    public Enumerator GetEnumerator() => new(parent, name);

    /// <summary>Walks the children and passes over those of another name.</summary>
    public struct Enumerator
    {
        private readonly string _name;
        private NodeChildren.Enumerator _children;

        internal Enumerator(Node parent, string name)
        {
            _children = new NodeChildren(parent).GetEnumerator();
            _name = name;
        }

        public readonly Node Current => _children.Current;

        public bool MoveNext()
        {
            while (_children.MoveNext())
            {
                if (string.Equals(_children.Current.Name, _name, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }
}
