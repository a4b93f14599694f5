using Havel.Store.Databases;
using Havel.Store.Planning;

namespace Havel.Store.Reading;

/// <summary>A guess that a request went by.</summary>
/// <param name="Seek">Of whose rows.</param>
/// <param name="Subjects">What was guessed.</param>
/// <param name="Rows">The look-up that went along: the lowest and the highest subject where one was guessed, else all
/// of them.</param>
internal readonly record struct SubjectGuess(RowSeek Seek, long[] Subjects, Statement Rows);
