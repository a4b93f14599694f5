using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Havel.Bench.Bodies;

/// <summary>Learns dictionaries and writes them as the store reads them. The first is for all types; the others stand
/// before it, each for its own type.</summary>
internal static class BodyDictionaryFile
{
    private const int CommonLength = 22_000;
    private const int OwnLength = 26_000;
    private const int LeastSamples = 6;
    private const int MostSamples = 2500;
    private const int MostSamplesInCommon = 150;
    private const int LeastGroups = 3;

    /// <summary>Learns.</summary>
    /// <param name="samples">What to learn from.</param>
    /// <param name="log">Told what was made.</param>
    public static byte[] Learn(IReadOnlyList<BodySample> samples, TextWriter log)
    {
        var byType = samples.GroupBy(sample => sample.Type, StringComparer.Ordinal)
            .Where(type => type.Count() >= LeastSamples)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .ToDictionary(type => type.Key, type => Spread(type, MostSamples));
        var common = Common(byType);
        using var file = new MemoryStream();
        Write(file, "*", common);
        foreach (var (type, own) in byType)
        {
            var names = Vocabulary.Of(type);
            var learner = new PhraseLearner(own, common, LeastGroups);
            var head = Encoding.ASCII.GetBytes($"{{\"resourceType\":\"{type}\",\"id\":\"");
            byte[] text = [.. head, .. learner.Choose(OwnLength), .. names[head.Length..]];
            var written = Write(file, type, text);
            log.WriteLine($"{type}: {own.Count} samples, {text.Length} bytes, {written} packed");
        }

        log.WriteLine($"all: {common.Length} in common, {file.Length} packed");
        return file.ToArray();
    }

    private static byte[] Common(Dictionary<string, List<BodySample>> byType)
    {
        // What a type is, the group is here: a piece is worth learning for all that several types have.
        var number = 0;
        var all = new List<BodySample>();
        foreach (var type in byType.Values)
        {
            number++;
            all.AddRange(Spread(type, MostSamplesInCommon).Select(sample => sample with { Group = number }));
        }

        var names = Vocabulary.OfDataTypes();
        return [.. new PhraseLearner(all, [], LeastGroups).Choose(CommonLength), .. names];
    }

    /// <summary>A number of samples from as many groups as there are, sorted by group.</summary>
    private static List<BodySample> Spread(IEnumerable<BodySample> samples, int most) =>
        [.. samples.GroupBy(sample => sample.Group)
            .SelectMany(group => group.Select((sample, index) => (sample, index)))
            .OrderBy(each => each.index)
            .Take(most)
            .Select(each => each.sample)
            .OrderBy(sample => sample.Group)];

    private static int Write(Stream file, string name, byte[] text)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        BrotliEncoder.TryCompress(text, packed, out var length, quality: 11, window: 22);
        file.WriteByte((byte)name.Length);
        file.Write(Encoding.ASCII.GetBytes(name));
        Span<byte> lengths = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths[4..], text.Length);
        file.Write(lengths);
        file.Write(packed.AsSpan(0, length));
        return length;
    }
}
