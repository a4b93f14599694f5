using System.IO.Compression;

namespace Havel.Fhir.Packages;

/// <summary>The unpacked bytes of a gzip stream, up to what the limits allow. What is wrong with them is a sentence in
/// <see cref="Fault"/>; after it there are no more bytes.</summary>
internal sealed class PackageSource : IDisposable
{
    // A package below this is never a bomb, and small ones of equal lines pack very well.
    private const long Harmless = 32L * 1024 * 1024;

    private readonly CountingStream _packed;
    private readonly GZipStream _gzip;
    private readonly PackageLimits _limits;
    private long _unpacked;

    public PackageSource(Stream tgz, PackageLimits limits)
    {
        _packed = new CountingStream(tgz);
        _gzip = new GZipStream(_packed, CompressionMode.Decompress, leaveOpen: true);
        _limits = limits;
    }

    /// <summary>Why there are no more bytes; null at the end of sound ones.</summary>
    public string? Fault { get; private set; }

    /// <summary>Fills the target; false at the end of the bytes or after a fault, the target then being undefined.
    /// </summary>
    public bool Fill(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var read = Fault is null ? Read(target) : 0;
            if (read == 0)
                return false;

            target = target[read..];
        }

        return true;
    }

    /// <summary>Passes over so many bytes.</summary>
    public bool Skip(long count, Span<byte> scratch)
    {
        for (; count > scratch.Length; count -= scratch.Length)
        {
            if (!Fill(scratch))
                return false;
        }

        return Fill(scratch[..(int)count]);
    }

    public void Dispose() => _gzip.Dispose();

    private int Read(Span<byte> target)
    {
        try
        {
            var read = _gzip.Read(target);
            _unpacked += read;
            Fault = BreachedLimit();
            return Fault is null ? read : 0;
        }
        catch (InvalidDataException)
        {
            Fault = _unpacked == 0
                ? "It is not packed with gzip, as a package is."
                : $"The gzip stream is damaged or cut off behind {_unpacked} unpacked bytes.";
            return 0;
        }
    }

    private string? BreachedLimit()
    {
        if (_unpacked > _limits.TotalBytes)
            return $"It unpacks to more than {_limits.TotalBytes} bytes, which is this system's limit.";

        return _unpacked > Harmless && _unpacked / Math.Max(_packed.Count, 1) > _limits.Ratio
            ? $"It unpacks to more than {_limits.Ratio} times its size, which no real package does."
            : null;
    }
}
