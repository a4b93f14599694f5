namespace Havel.Store.Tests.Simulation;

/// <summary>A file that a connection has open since a start of the machine.</summary>
internal sealed record OpenFile(SimulatedDisk Disk, string Path, int Start);
