using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Havel.Server.Tests.TwoWorlds.Running;

/// <summary>One connection that keeps every byte of every answer: a client library would hide the order and the
/// spelling of the headers, and a promise of equal bytes is not to be checked on less than the bytes.</summary>
internal sealed class Wire : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly string _host;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    private Wire(TcpClient client, string host)
    {
        _client = client;
        _stream = client.GetStream();
        _host = host;
    }

    public static async Task<Wire> Connect(Uri address)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        return new Wire(client, address.Authority);
    }

    /// <summary>Sends one request and reads its answer to the end.</summary>
    public async Task<Answer> Send(string method, string target, string headers, byte[]? body)
    {
        var head = $"{method} {target} HTTP/1.1\r\nHost: {_host}\r\n{headers}";
        if (body is not null)
            head += $"Content-Length: {body.Length}\r\n";

        var request = Encoding.Latin1.GetBytes(head + "\r\n");
        await _stream.WriteAsync(body is null ? request : [.. request, .. body]);
        var answer = await ReadHead();
        var status = int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var result = new Answer(status, answer, []);
        return method is "HEAD" || status is 204 or 304 ? result : result with { Body = await ReadBody(result) };
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> ReadHead()
    {
        var head = new StringBuilder();
        while (true)
        {
            var line = await ReadLine();
            if (line.Length == 0)
                return head.ToString();

            head.Append(line).Append("\r\n");
        }
    }

    private async Task<byte[]> ReadBody(Answer answer)
    {
        if (answer.Header("Content-Length") is { } length)
            return await ReadExactly(int.Parse(length, CultureInfo.InvariantCulture));

        if (answer.Header("Transfer-Encoding") is not "chunked")
            return [];

        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await ReadLine(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadExactly(size));
            await ReadLine();
            if (size == 0)
                return body.ToArray();
        }
    }

    private async Task<string> ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
                await Fill();

            var at = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = at < 0 ? _end : at;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, stop - _start));
            _start = at < 0 ? _end : at + 1;
            if (at >= 0)
                return line.ToString().TrimEnd('\r');
        }
    }

    private async Task<byte[]> ReadExactly(int count)
    {
        var bytes = new byte[count];
        var buffered = Math.Min(count, _end - _start);
        Array.Copy(_buffer, _start, bytes, 0, buffered);
        _start += buffered;
        await _stream.ReadExactlyAsync(bytes.AsMemory(buffered));
        return bytes;
    }

    private async Task Fill()
    {
        (_start, _end) = (0, await _stream.ReadAsync(_buffer));
        if (_end == 0)
            throw new EndOfStreamException("The server closed the connection.");
    }
}
