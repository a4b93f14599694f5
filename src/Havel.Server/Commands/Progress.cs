namespace Havel.Server.Commands;

/// <summary>One line that tells how far a long command is, written over itself; on a pipe or file, where nothing can be
/// overwritten, a line from time to time instead. Quiet for the first second.</summary>
internal sealed class Progress
{
    private static readonly TimeSpan OnScreen = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan InFiles = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly TextWriter _writer;
    private readonly TimeProvider _clock;
    private readonly bool _isScreen = !Console.IsErrorRedirected;
    private long _next;
    private int _width;

    public Progress(TextWriter writer, TimeProvider clock)
    {
        _writer = writer;
        _clock = clock;
        _next = Later(Quiet);
    }

    /// <summary>Shows the text if it is time to.</summary>
    public void Show(Func<string> text)
    {
        if (_clock.GetTimestamp() < _next)
            return;

        _next = Later(_isScreen ? OnScreen : InFiles);
        var line = text();
        if (_isScreen)
            _writer.Write("\r" + line.PadRight(_width));
        else
            _writer.WriteLine(line);

        _width = line.Length;
    }

    /// <summary>Takes the line away, so that what follows starts on an empty one.</summary>
    public void Clear()
    {
        if (_isScreen && _width > 0)
            _writer.Write("\r" + new string(' ', _width) + "\r");
    }

    private long Later(TimeSpan span) => _clock.GetTimestamp() + (long)(span.TotalSeconds * _clock.TimestampFrequency);
}
