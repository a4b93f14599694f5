using System.Collections.Frozen;

namespace Havel.Consent.Callers;

/// <summary>A purpose of use: a code below <c>PurposeOfUse</c> in v3 ActReason. Any two of one code are equal.
/// Source: https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html (release 6.4.0, which has every code of
/// R4).</summary>
public sealed class Purpose
{
    /// <summary>The code system every purpose comes from.</summary>
    public const string System = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private const string Tree =
        "PurposeOfUse>HMARKT,HOPERAT,HPAYMT,HRESCH,PATRQT,PUBHLTH,TREAT;"
        + "HOPERAT>CAREMGT,DONAT,FRAUD,GOV,HACCRED,HCOMPL,HDECD,HDIRECT,HDM,HLEGAL,HOUTCOMS,HPRGRP,HQUALIMP,HSYSADMIN,"
        + "MEMADMIN,MILCDM,MLTRAINING,PATADMIN,PATSFTY,PERFMSR,RECORDMGT,SYSDEV,TRAIN;"
        + "HSYSADMIN>LABELING,METAMGT;SYSDEV>HTEST;"
        + "HPAYMT>CLMATTCH,COVAUTH,COVERAGE,PMTDS,REMITADV;COVERAGE>ELIGDTRM,ELIGVER,ENROLLM,MILDCRG;"
        + "HRESCH>BIORCH,CLINTRCH,DSRCH,DISRCH,POARCH,TRANSRCH;CLINTRCH>CLINTRCHNPC,CLINTRCHPC,PRECLINTRCH;"
        + "PATRQT>FAMRQT,PWATRNY,SUPNWK;PUBHLTH>DISASTER,THREAT;"
        + "TREAT>CLINTRL,COC,ETREAT,POPHLTH,TREATDS;ETREAT>BTG,ERTREAT";

    private static readonly FrozenDictionary<string, Purpose> All = Read();

    private readonly Purpose? _parent;

    private Purpose(string code, Purpose? parent)
    {
        Code = code;
        _parent = parent;
    }

    /// <summary>The code, such as <c>TREAT</c>.</summary>
    public string Code { get; }

    public static Purpose Treatment { get; } = All["TREAT"];

    public static Purpose Research { get; } = All["HRESCH"];

    public static Purpose PatientRequest { get; } = All["PATRQT"];

    /// <summary>Every purpose there is, in the order of their codes.</summary>
    public static IReadOnlyList<Purpose> Known { get; } =
        [.. All.Values.OrderBy(purpose => purpose.Code, StringComparer.Ordinal)];

    /// <summary>The purpose of that code, or null where v3 knows none.</summary>
    public static Purpose? Find(string? code) => code is null ? null : All.GetValueOrDefault(code);

    /// <summary>Whether this purpose is the other or stands above it in the tree: TREAT covers ETREAT.</summary>
    public bool Covers(Purpose other)
    {
        for (var purpose = other; purpose is not null; purpose = purpose._parent)
        {
            if (ReferenceEquals(purpose, this))
                return true;
        }

        return false;
    }

    public override string ToString() => Code;

    private static FrozenDictionary<string, Purpose> Read()
    {
        var purposes = new Dictionary<string, Purpose>(StringComparer.Ordinal)
        {
            ["PurposeOfUse"] = new("PurposeOfUse", null),
        };
        foreach (var branch in Tree.Split(';'))
        {
            var parent = purposes[branch[..branch.IndexOf('>', StringComparison.Ordinal)]];
            foreach (var code in branch[(parent.Code.Length + 1)..].Split(','))
                purposes.Add(code, new Purpose(code, parent));
        }

        return purposes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
