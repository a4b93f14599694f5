using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Reading;

/// <summary>Keeps one copy of every text, type, constraint and list: the same ones stand in thousands of elements.
/// </summary>
internal sealed class ModelPool
{
    private const int StackCharacters = 512;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _textsBySpan;
    private readonly HashSet<ProfileType> _types = [];
    private readonly HashSet<ProfileBinding> _bindings = [];
    private readonly HashSet<ProfileConstraint> _constraints = [];
    private readonly HashSet<ProfileBase> _bases = [];
    private readonly HashSet<string[]> _textLists = new(ListEquality<string>.Instance);
    private readonly HashSet<ProfileType[]> _typeLists = new(ListEquality<ProfileType>.Instance);
    private readonly HashSet<ProfileConstraint[]> _constraintLists = new(ListEquality<ProfileConstraint>.Instance);

    public ModelPool() => _textsBySpan = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of a primitive; null where there is no value.</summary>
    public string? Text(Node primitive)
    {
        if (!primitive.Exists || !primitive.HasValue)
            return null;

        if (primitive.HasEscapes || primitive.Length > StackCharacters)
            return Share(primitive.Text());

        Span<char> characters = stackalloc char[StackCharacters];
        var length = Encoding.UTF8.GetChars(primitive.RawText, characters);
        if (_textsBySpan.TryGetValue(characters[..length], out var known))
            return known;

        var text = characters[..length].ToString();
        _texts.Add(text);
        return text;
    }

    public string Share(string text) => Share(_texts, text);

    public ProfileType Share(ProfileType type) => Share(_types, type);

    public ProfileBinding Share(ProfileBinding binding) => Share(_bindings, binding);

    public ProfileConstraint Share(ProfileConstraint constraint) => Share(_constraints, constraint);

    public ProfileBase Share(ProfileBase value) => Share(_bases, value);

    public IReadOnlyList<string> Share(List<string>? texts) => Share(_textLists, texts);

    public IReadOnlyList<ProfileType> Share(List<ProfileType>? types) => Share(_typeLists, types);

    public IReadOnlyList<ProfileConstraint> Share(List<ProfileConstraint>? constraints) =>
        Share(_constraintLists, constraints);

    private static T Share<T>(HashSet<T> pool, T value)
    {
        if (pool.TryGetValue(value, out var known))
            return known;

        pool.Add(value);
        return value;
    }

    private static T[] Share<T>(HashSet<T[]> pool, List<T>? values) =>
        values is null || values.Count == 0 ? [] : Share(pool, values.ToArray());
}
