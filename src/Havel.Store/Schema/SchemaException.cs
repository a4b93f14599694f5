namespace Havel.Store.Schema;

/// <summary>The data folder cannot be used as it is; the message tells its owner what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
