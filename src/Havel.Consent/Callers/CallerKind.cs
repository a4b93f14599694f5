namespace Havel.Consent.Callers;

/// <summary>In what capacity a caller acts. It comes from the verified token and nowhere else.</summary>
public enum CallerKind : byte
{
    /// <summary>The deployment itself: import, back-up, administration. Consents do not bind it.</summary>
    System,

    /// <summary>A professional who acts for an organisation.</summary>
    Clinician,

    /// <summary>A patient; what is theirs is open to them.</summary>
    Patient,

    /// <summary>A researcher; nothing is open that no patient has opened.</summary>
    Researcher,
}
