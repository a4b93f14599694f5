using System.Runtime.CompilerServices;

namespace Havel.Fhir.Profiles.Reading;

/// <summary>Lists are equal when they hold the very same objects: their items come out of the pool already.</summary>
internal sealed class ListEquality<T> : IEqualityComparer<T[]>
    where T : class
{
    public static readonly ListEquality<T> Instance = new();

    public bool Equals(T[]? x, T[]? y)
    {
        if (x is null || y is null || x.Length != y.Length)
            return ReferenceEquals(x, y);

        for (var index = 0; index < x.Length; index++)
        {
            if (!ReferenceEquals(x[index], y[index]))
                return false;
        }

        return true;
    }

    public int GetHashCode(T[] obj)
    {
        var hash = obj.Length;
        foreach (var item in obj)
            hash = HashCode.Combine(hash, RuntimeHelpers.GetHashCode(item));
        return hash;
    }
}
