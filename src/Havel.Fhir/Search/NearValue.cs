using Havel.Fhir.Search.Places;

namespace Havel.Fhir.Search;

/// <summary>All places within a distance of one. Source: https://hl7.org/fhir/R4/location.html#positional.</summary>
/// <param name="Latitude">Of the middle, in degrees.</param>
/// <param name="Longitude">Of the middle, in degrees.</param>
/// <param name="Metres">The distance, on the sphere of <see cref="GreatCircle"/>, both ends included;
/// a millimetre more than was asked.</param>
/// <param name="Unit">The unit of length that was asked in, and that distances are told in.</param>
public sealed record NearValue(double Latitude, double Longitude, double Metres, LengthUnit Unit) : SearchValue;
