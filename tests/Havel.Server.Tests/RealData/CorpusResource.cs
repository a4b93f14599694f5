using Havel.Server.Tests.RealData.Matching;

namespace Havel.Server.Tests.RealData;

/// <summary>A resource of the files: what is compared of it, not its text.</summary>
internal sealed class CorpusResource(string type, string id)
{
    private readonly Dictionary<string, IReadOnlyList<Cell>> _values = new(StringComparer.Ordinal);

    public string Type => type;

    public string Id => id;

    public string Key { get; } = $"{type}/{id}";

    public IReadOnlyList<Cell> Values(Parameter parameter) => _values.GetValueOrDefault(parameter.Code, []);

    public void Set(Parameter parameter, IReadOnlyList<Cell> values)
    {
        if (values.Count > 0)
            _values[parameter.Code] = values;
    }
}
