using System.Globalization;
using Havel.Server.Terminologies;
using Havel.Store.Terminology;

namespace Havel.Server.Commands;

/// <summary>One run of <c>havel terminology import</c>.</summary>
internal sealed class TerminologyImport(TextWriter output, TextWriter error)
{
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>Imports the release.</summary>
    /// <returns>The exit code.</returns>
    public int Run(string dataFolder, string[] paths, TerminologyOptions options, CancellationToken stop)
    {
        try
        {
            using var files = SourceFiles.Open(paths);
            return Import(dataFolder, files, options, stop);
        }
        catch (SourceFault fault)
        {
            error.WriteLine($"havel: {fault.Message}");
            error.WriteLine("havel: nothing was imported.");
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("havel: stopped; nothing was imported.");
            return ExitCode.Failure;
        }
    }

    private int Import(string dataFolder, SourceFiles files, TerminologyOptions options, CancellationToken stop)
    {
        var start = _clock.GetTimestamp();
        var progress = new Progress(error, _clock);
        CodeSystemWriter? writer = null;
        ImportWatch? watch = null;
        watch = new ImportWatch(() => progress.Show(() => Line(writer, watch!, start)), stop);
        var release = ReleaseFormats.Open(files, options, watch);
        using var folder = TerminologyFolder.Open(dataFolder);
        using (writer = folder.Write(release.Head))
        {
            release.WriteTo(writer, watch);
            progress.Show(() => $"{writer.Rows:N0} rows read; working out the hierarchy");
            if (writer.Finish() is { Count: > 0 } circle)
                throw new SourceFault($"These concepts stand below themselves: {string.Join(" < ", circle)}.");
        }

        progress.Clear();
        Conclude(release, writer, watch, _clock.GetElapsedTime(start));
        return watch.RemarkCount > 0 ? ExitCode.BadInput : ExitCode.Success;
    }

    private string Line(CodeSystemWriter? writer, ImportWatch watch, long start)
    {
        var rows = writer?.Rows ?? 0;
        var rate = rows / Math.Max(_clock.GetElapsedTime(start).TotalSeconds, 0.001);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{watch.Bytes >> 20:N0} MB read  {writer?.Concepts ?? 0:N0} concepts  {rows:N0} rows  {rate:N0}/s");
    }

    private void Conclude(Release release, CodeSystemWriter writer, ImportWatch watch, TimeSpan elapsed)
    {
        foreach (var remark in watch.Remarks)
            error.WriteLine(remark);
        if (watch.RemarkCount > watch.Remarks.Count)
            error.WriteLine($"{watch.RemarkCount - watch.Remarks.Count:N0} further remarks are not listed.");

        output.WriteLine($"{release.Head.Url}|{release.Head.Version}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{writer.Concepts:N0} concepts, {writer.Rows:N0} rows in {elapsed.TotalSeconds:N1} s, "
            + $"{writer.Rows / Math.Max(elapsed.TotalSeconds, 0.001):N0}/s"));
    }
}
