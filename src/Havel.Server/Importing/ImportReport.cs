namespace Havel.Server.Importing;

/// <summary>The file that lists what could not be loaded, made with its first line.</summary>
internal sealed class ImportReport(string path) : IDisposable
{
    private StreamWriter? _writer;

    public string Path => path;

    public void Write(ImportFault fault)
    {
        _writer ??= Open();
        _writer.WriteLine(fault.ToString());
    }

    public void Dispose() => _writer?.Dispose();

    private StreamWriter Open()
    {
        var writer = new StreamWriter(path, append: false);
        writer.WriteLine("file\tline\tseverity\treason");
        return writer;
    }
}
