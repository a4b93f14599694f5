using System.Globalization;
using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Binding;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search.Rows;

/// <summary>Turns nodes into rows, by the kind of the parameter and the type of the node.</summary>
internal ref struct RowWriter(SearchRows rows)
{
    private static readonly long True = SearchHash.Token("true");
    private static readonly long False = SearchHash.Token("false");

    private ulong _seen;
    private ulong _matched;

    /// <summary>Adds the rows of one node.</summary>
    /// <param name="node">The node the parameter's expression gave.</param>
    /// <param name="action">The slot.</param>
    /// <param name="part">The part the rows shall carry.</param>
    /// <param name="systems">The systems of a plain code, or null.</param>
    public void Write(Node node, SlotAction action, int part, IReadOnlyDictionary<long, int>? systems)
    {
        switch (action.Kind)
        {
            case SearchParameterKind.Token:
                TokenWriter.Write(node, action, part, systems, rows);
                break;
            case SearchParameterKind.Reference:
                Reference(node, action, part);
                break;
            case SearchParameterKind.Uri:
                ReferenceWriter.Canonical(node, action.Slot, part, rows);
                break;
            case SearchParameterKind.String:
                StringWriter.Write(node, action, part, rows.Strings);
                break;
            case SearchParameterKind.Date:
                DateWriter.Write(node, action.Slot, part, rows.Dates);
                break;
            case SearchParameterKind.Number:
                NumberWriter.Number(node, action.Slot, part, rows.Numbers);
                break;
            case SearchParameterKind.Quantity:
                NumberWriter.Quantity(node, action.Slot, part, rows.Quantities);
                break;
            case SearchParameterKind.Special:
                PlaceWriter.Write(node, action.Slot, part, rows.Quantities);
                break;
        }
    }

    /// <summary>Adds the row of a computed value, such as the truth value of <c>Patient.deceased</c>.</summary>
    public readonly void Computed(in FhirPathValue value, SlotAction action)
    {
        switch (value.Kind, action.Kind)
        {
            case (FhirPathKind.Boolean, SearchParameterKind.Token):
                rows.Tokens.Add(new TokenRow(action.Slot, value.Boolean ? True : False, 0, 0));
                break;
            case (FhirPathKind.String, SearchParameterKind.Token):
                rows.Tokens.Add(new TokenRow(action.Slot, SearchHash.Token(value.String), 0, 0));
                break;
            case (FhirPathKind.String, SearchParameterKind.String):
                StringWriter.Text(value.String, action.Slot, 0, rows.Strings);
                break;
            case (FhirPathKind.String, SearchParameterKind.Uri):
                ReferenceWriter.Address(Encoding.UTF8.GetBytes(value.String), action.Slot, 0, rows);
                break;
            case (FhirPathKind.Integer or FhirPathKind.Decimal, SearchParameterKind.Number):
                var number = double.Parse(value.ToString(), CultureInfo.InvariantCulture);
                rows.Numbers.Add(new NumberRow(action.Slot, number, number, 0));
                break;
            case (FhirPathKind.Date or FhirPathKind.DateTime, SearchParameterKind.Date):
                if (FhirInstant.TryParse(value.ToString().TrimStart('@'), out var range))
                    rows.Dates.Add(new DateRow(action.Slot, range.Low, range.High, 0));

                break;
        }
    }

    /// <summary>Marks a resource that has references but none of the type a parameter counts.</summary>
    public readonly void Absent(TargetProbe probe)
    {
        if ((_seen & probe.Mask) != 0 && (_matched & probe.Mask) == 0)
            rows.Tokens.Add(new TokenRow(probe.AbsenceSlot.Id, 0, 0, 0));
    }

    private void Reference(Node node, SlotAction action, int part)
    {
        if (!ReferenceWriter.Write(node, action.Slot, action.IdentifierSlot, part, rows))
            return;

        foreach (var probe in action.Probes)
        {
            _seen |= probe.Mask;
            if (!ReferenceTarget.IsOfType(node, probe.Type))
                continue;

            _matched |= probe.Mask;
            ReferenceWriter.Identifier(node, probe.IdentifierSlot.Id, part, rows.Tokens);
        }
    }
}
