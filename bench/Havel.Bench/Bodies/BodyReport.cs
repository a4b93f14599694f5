using System.Diagnostics;
using Havel.Store.Bodies;

namespace Havel.Bench.Bodies;

/// <summary><c>bodies learn FILE FOLDER..</c> learns dictionaries from half of the groups of each folder;
/// <c>bodies report FILE FOLDER..</c> packs and unpacks the other half and tells lengths and times, a line a type.
/// Without a file (<c>-</c>) the report is of the dictionaries in the program.</summary>
internal static class BodyReport
{
    private const int MostPerFolder = 60_000;

    public static void Run(string[] args, TextWriter output)
    {
        if (args is not [("learn" or "report") and var what, var file, .. var folders])
        {
            output.WriteLine("bodies learn|report FILE FOLDER..");
            return;
        }

        if (what == "learn")
        {
            var samples = folders.SelectMany(Read).Where(sample => sample.IsForLearning).ToList();
            File.WriteAllBytes(file, BodyDictionaryFile.Learn(samples, output));
            return;
        }

        var dictionaries = file == "-" ? BodyDictionaries.Current : new BodyDictionaries(File.ReadAllBytes(file));
        foreach (var folder in folders)
        {
            output.WriteLine($"{folder}: type, bodies, bytes, packed, times smaller, pack us/kB, unpack MB/s");
            var unseen = Read(folder).Where(sample => !sample.IsForLearning && !sample.IsContent).ToList();
            foreach (var type in unseen.GroupBy(sample => sample.Type, StringComparer.Ordinal)
                .OrderByDescending(type => type.Sum(sample => (long)sample.Text.Length)).Take(20))
            {
                Report(type.Key, [.. type], dictionaries, output);
            }

            Report("all", unseen, dictionaries, output);
        }
    }

    private static IEnumerable<BodySample> Read(string folder)
    {
        var corpus = new BodyCorpus();
        corpus.Read(folder);
        return corpus.Samples.Take(MostPerFolder);
    }

    private static void Report(
        string name, List<BodySample> samples, BodyDictionaries dictionaries, TextWriter output)
    {
        long bytes = 0, packed = 0, packing = 0, unpacking = 0;
        foreach (var sample in samples)
        {
            var dictionary = dictionaries.Of(sample.Type);
            var small = BodyCodec.Pack(dictionary, sample.Text);
            packing += Best(() => BodyCodec.Pack(dictionary, sample.Text));
            var text = new byte[sample.Text.Length];
            unpacking += Best(() => Unpack(dictionary, small, text));
            if (!text.AsSpan().SequenceEqual(sample.Text))
                throw new InvalidDataException($"A {name} did not come out as it went in.");

            bytes += text.Length;
            packed += small.Length;
        }

        output.WriteLine(
            $"{name}\t{samples.Count}\t{bytes}\t{packed}\t{bytes / (double)packed:F2}\t" +
            $"{packing * 1e6 / Stopwatch.Frequency / (bytes / 1000.0):F2}\t" +
            $"{bytes / 1e6 / (unpacking / (double)Stopwatch.Frequency):F0}");
    }

    private static void Unpack(BodyDictionary dictionary, byte[] packed, byte[] text)
    {
        var place = 2;
        BodyUnpacker.ReadNumber(packed, ref place);
        BodyUnpacker.Unpack(dictionary.Text, [BodyPacker.MetaMark], packed.AsSpan(place), text);
    }

    private static long Best(Action action)
    {
        var best = long.MaxValue;
        for (var turn = 0; turn < 3; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }

        return best;
    }
}
