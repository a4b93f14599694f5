using System.IO.Compression;
using System.Text.Json.Nodes;
using Havel.Server.Tests.RealData.Matching;

namespace Havel.Server.Tests.RealData;

/// <summary>The resources of the files, read without the server: their ids and the values of the parameters.</summary>
internal sealed class Corpus
{
    private readonly Dictionary<string, List<CorpusResource>> _byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CorpusResource> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Parameter>> _parameters = ParameterTable.Types.ToDictionary(
        type => type,
        type => ParameterTable.Of(type).Concat(OfTheServer(type))
            .ToDictionary(parameter => parameter.Code, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Lines of the .ndjson files by type.</summary>
    public Dictionary<string, int> Lines { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Types => _byType.Keys.Order(StringComparer.Ordinal);

    public IReadOnlyList<CorpusResource> Of(string type) => _byType[type];

    /// <summary>The resource of a key such as <c>Patient/1</c>, or null.</summary>
    public CorpusResource? Find(string key) => _byKey.GetValueOrDefault(key);

    public Parameter Parameter(string type, string code) => _parameters[type][code];

    /// <summary>The parameters of a type, <c>_id</c> and <c>_lastUpdated</c> left out.</summary>
    public IEnumerable<Parameter> Parameters(string type) =>
        _parameters[type].Values.Where(parameter => parameter.Code is not ("_id" or "_lastUpdated"));

    /// <summary>Reads a file or the files of a folder that were imported at an instant; what is there already stays as
    /// it is.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="updated">When the import wrote it.</param>
    /// <param name="isLeftOut">Whether a file was refused by the import.</param>
    public void Read(string path, DateTimeOffset updated, Predicate<string> isLeftOut)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal).ToArray() : [path];
        var read = files.Where(file => !isLeftOut(file)).AsParallel().AsOrdered().Select(file => Parse(file, updated));
        foreach (var resource in read.SelectMany(resources => resources))
            Add(resource);
    }

    private static IEnumerable<Parameter> OfTheServer(string type) =>
    [
        new Parameter(type, "_id", Kind.Id, []),
        new Parameter(type, "_lastUpdated", Kind.Date, []),
    ];

    private CorpusResource[] Parse(string file, DateTimeOffset updated)
    {
        if (file.EndsWith(".json", StringComparison.Ordinal))
            return [.. Resources(JsonNode.Parse(File.ReadAllBytes(file))!).Select(node => Extract(node, updated))];

        using var stream = File.OpenRead(file);
        using var text = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stream, CompressionMode.Decompress)
            : stream);
        var read = new List<CorpusResource>();
        while (text.ReadLine() is { } line)
            read.Add(Extract(JsonNode.Parse(line)!, updated));

        lock (Lines)
            Lines[read[0].Type] = Lines.GetValueOrDefault(read[0].Type) + read.Count;

        return [.. read];
    }

    private static IEnumerable<JsonNode> Resources(JsonNode node) => (string?)node["resourceType"] is "Bundle"
        ? JsonWalk.Find(node, "entry.resource")
        : [node];

    private CorpusResource Extract(JsonNode node, DateTimeOffset updated)
    {
        var resource = new CorpusResource((string)node["resourceType"]!, (string)node["id"]!);
        if (!_parameters.TryGetValue(resource.Type, out var parameters))
            return resource;

        foreach (var parameter in parameters.Values)
            resource.Set(parameter, CellReader.Read(node, parameter));

        var tick = updated.UtcTicks;
        resource.Set(parameters["_id"], [new Cell.Token(null, resource.Id)]);
        resource.Set(parameters["_lastUpdated"],
            [new Cell.Time(new TimeSpot(tick, tick + TimeSpan.TicksPerMillisecond))]);
        return resource;
    }

    private void Add(CorpusResource resource)
    {
        if (!_byType.TryGetValue(resource.Type, out var all))
            _byType[resource.Type] = all = [];

        if (_byKey.TryAdd(resource.Key, resource))
            all.Add(resource);
    }

}
