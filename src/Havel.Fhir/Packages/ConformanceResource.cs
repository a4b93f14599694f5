using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Packages;

/// <summary>A StructureDefinition, ValueSet, CodeSystem, ... by its head; the body is kept compressed and read when it
/// is asked for. Immutable and safe to share.</summary>
public sealed class ConformanceResource
{
    private static readonly ParseOptions Tolerant = new()
    {
        KeepFaulty = true,
        MaxBytes = Limits.PackageEntryBytes,
        MaxNodes = Limits.ConformanceNodes,
        MaxIssues = Limits.ConformanceIssues,
    };

    [ThreadStatic]
    private static ResourceParser? s_parser;

    private readonly Func<byte[]> _read;

    internal ConformanceResource(ResourceHead head, string? packageId, Func<byte[]> read)
    {
        Head = head;
        PackageId = packageId;
        _read = read;
    }

    /// <summary>Everything known without reading the body.</summary>
    public ResourceHead Head { get; }

    public string ResourceType => Head.ResourceType;

    /// <summary>The canonical address without version; empty where the resource has none.</summary>
    public string Url => Head.Url;

    public string? Version => Head.Version;

    public string? Id => Head.Id;

    public string? Name => Head.Name;

    /// <summary>The package it came with, as <c>name#version</c>; null for one from the store.</summary>
    public string? PackageId { get; }

    /// <summary>The canonical with version, as messages name it.</summary>
    public string Canonical => Version is null ? Url : $"{Url}|{Version}";

    /// <summary>A fresh copy of the body: compact UTF-8 JSON without narrative. That of the embedded core lacks the
    /// prose too (see docs/packages.md).</summary>
    public ReadOnlyMemory<byte> Read() => _read();

    /// <summary>Parses the body. Published resources have small faults (an unknown property, a code that R4 does not
    /// know); they give a table all the same. Null only where nothing can be understood.</summary>
    public NodeTable? Parse()
    {
        s_parser ??= new ResourceParser(FhirDefinitions.R4, Tolerant);
        var parsed = s_parser.Parse(Read());
        return parsed.Table ?? parsed.Faulty;
    }

    /// <summary>A conformance resource from its JSON, or null where the bytes are not a conformance resource.</summary>
    /// <param name="utf8">The resource, which may change afterwards.</param>
    /// <param name="packageId">The package as <c>name#version</c>; null for one from the store.</param>
    public static ConformanceResource? From(ReadOnlyMemory<byte> utf8, string? packageId = null)
    {
        if (ResourceScan.Read(utf8.Span, out var scan) != ScanOutcome.Resource
            || !ConformanceTypes.Contains(scan.Head.ResourceType))
        {
            return null;
        }

        var compact = new byte[utf8.Length];
        var packed = PackedBytes.Pack(compact.AsSpan(0, scan.WriteCompact(utf8.Span, compact)));
        return new ConformanceResource(scan.Head, packageId, packed.Read);
    }

    public override string ToString() => $"{ResourceType} {Canonical}";
}
