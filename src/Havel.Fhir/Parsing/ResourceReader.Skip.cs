namespace Havel.Fhir.Parsing;

/// <content>Passing over values that are not understood, so that the rest can still be checked.</content>
internal ref partial struct ResourceReader
{
    /// <summary>Passes over any JSON value; its JSON must be sound, its meaning does not matter.</summary>
    private void SkipValue(int depth)
    {
        switch (Token())
        {
            case (byte)'"':
                ReadString();
                break;
            case (byte)'{':
                SkipNested((byte)'}', depth);
                break;
            case (byte)'[':
                SkipNested((byte)']', depth);
                break;
            case (byte)'t':
                ReadWord("true"u8);
                break;
            case (byte)'f':
                ReadWord("false"u8);
                break;
            case (byte)'n':
                ReadWord("null"u8);
                break;
            case (byte)'-' or >= (byte)'0' and <= (byte)'9':
                ReadNumber(out _);
                break;
            default:
                FailExpecting("a value");
                break;
        }
    }

    private void SkipNested(byte close, int depth)
    {
        // Two JSON levels a FHIR level: an array and an object.
        if (depth >= 2 * _options.MaxNesting || depth >= 2 * Limits.HardNesting)
        {
            FailTooDeep();
            return;
        }

        _at++;
        if (Token() == close)
        {
            _at++;
            return;
        }

        while (true)
        {
            if (close == '}' && !SkipName())
                return;

            SkipValue(depth + 1);
            var next = Token();
            if (next == close)
            {
                _at++;
                return;
            }

            if (next != ',')
            {
                FailExpecting(close == '}' ? "',' or '}'" : "',' or ']'");
                return;
            }

            _at++;
        }
    }

    private bool SkipName()
    {
        if (Token() != '"')
        {
            FailExpecting("a property name");
            return false;
        }

        ReadString();
        return ReadColon();
    }

    private bool ReadColon()
    {
        if (Token() != ':')
        {
            FailExpecting("':'");
            return false;
        }

        _at++;
        return true;
    }
}
