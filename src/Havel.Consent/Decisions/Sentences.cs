namespace Havel.Consent.Decisions;

/// <summary>One sentence for each rule, in English and German, that a person without training reads.</summary>
internal static class Sentences
{
    public static Explanation Of(Decision decision)
    {
        var (english, german) = OfRule(decision);
        return decision.HasUnsupportedPart
            ? new Explanation(
                english + " A part of it that this system does not support counted as a no.",
                german + " Ein Teil davon, den dieses System nicht auswerten kann, galt als Nein.")
            : new Explanation(english, german);
    }

    private static (string English, string German) OfRule(Decision decision)
    {
        var consent = $"Consent/{decision.Consent}";
        return decision.Rule switch
        {
            DecidingRule.SystemGrant => (
                "The operation of the system itself is not bound by consents.",
                "Der Betrieb des Systems selbst ist nicht an Einwilligungen gebunden."),
            DecidingRule.Directory => (
                "This is directory data about no patient, open to everyone who is signed in.",
                "Dies sind Verzeichnisdaten ohne Patientenbezug, offen für alle Angemeldeten."),
            DecidingRule.Unowned => (
                "This record should belong to a patient but names none, so it stays closed.",
                "Dieser Eintrag müsste zu einer Person gehören, nennt aber keine, und bleibt deshalb geschlossen."),
            DecidingRule.ExplicitDeny => (
                $"The patient has expressly refused this in {consent}.",
                $"Die Patientin oder der Patient hat dies in {consent} ausdrücklich verweigert."),
            DecidingRule.ExplicitPermit => (
                $"The patient has expressly allowed this in {consent}.",
                $"Die Patientin oder der Patient hat dies in {consent} ausdrücklich erlaubt."),
            DecidingRule.BaseDeny => (
                $"The patient has refused in {consent} whatever is not expressly allowed.",
                $"Die Patientin oder der Patient hat in {consent} alles nicht ausdrücklich Erlaubte verweigert."),
            DecidingRule.BasePermit => (
                $"The patient has allowed in {consent} whatever is not expressly refused.",
                $"Die Patientin oder der Patient hat in {consent} alles nicht ausdrücklich Verweigerte erlaubt."),
            _ => WithoutConsent(decision),
        };
    }

    private static (string English, string German) WithoutConsent(Decision decision) => decision.Rule switch
    {
        DecidingRule.RegimePermit => (
            "The patient has said nothing about this, and treatment is then open here.",
            "Die Patientin oder der Patient hat dazu nichts bestimmt; die Behandlung ist hier dann erlaubt."),
        DecidingRule.RegimeDeny => (
            "The patient has not allowed this, and what nobody has allowed stays closed.",
            "Die Patientin oder der Patient hat dies nicht erlaubt; was nicht erlaubt ist, bleibt geschlossen."),
        DecidingRule.Owner => (
            "These are the caller's own records.",
            "Dies sind die eigenen Daten der anfragenden Person."),
        DecidingRule.CoOwnerDeny => (
            $"Another patient whom this record concerns has shut the caller out by name in Consent/{decision.Consent}.",
            $"Eine andere betroffene Person hat die anfragende in Consent/{decision.Consent} namentlich "
            + "ausgeschlossen."),
        DecidingRule.CustodyPermit => (
            "The caller's organisation holds this consent form.",
            "Die Einrichtung der anfragenden Person verwahrt diese Einwilligung."),
        _ => (
            "Access records are seen by the patient alone, and a consent also by the organisation that holds it.",
            "Zugriffsprotokolle sieht nur die betroffene Person, eine Einwilligung auch die verwahrende Einrichtung."),
    };
}
