namespace Havel.Server.Tests.RealData.Matching;

/// <summary>The rows of the table; a parameter with two rows has the places of both.</summary>
internal static partial class ParameterTable
{
    private const string Common = """
        * _profile uri:meta.profile
        * _security coding:meta.security
        * _tag coding:meta.tag

        """;

    private const string Administrative = """
        Patient active bool:active
        Patient address address:address
        Patient address-city text:address.city
        Patient address-country text:address.country
        Patient address-postalcode text:address.postalCode
        Patient address-state text:address.state
        Patient birthdate date:birthDate
        Patient death-date date:deceasedDateTime
        Patient deceased deceased:deceasedBoolean
        Patient email contact:telecom[system=email]
        Patient family text:name.family
        Patient gender code/http://hl7.org/fhir/administrative-gender:gender
        Patient given text:name.given
        Patient identifier identifier:identifier
        Patient language concept:communication.language
        Patient name name:name
        Patient phone contact:telecom[system=phone]
        Patient telecom contact:telecom
        Practitioner active bool:active
        Practitioner address-city text:address.city
        Practitioner address-state text:address.state
        Practitioner email contact:telecom[system=email]
        Practitioner family text:name.family
        Practitioner gender code/http://hl7.org/fhir/administrative-gender:gender
        Practitioner given text:name.given
        Practitioner identifier identifier:identifier
        Practitioner name name:name
        Practitioner telecom contact:telecom
        PractitionerRole active bool:active
        PractitionerRole email contact:telecom[system=email]
        PractitionerRole location reference:location
        PractitionerRole organization reference:organization
        PractitionerRole phone contact:telecom[system=phone]
        PractitionerRole practitioner reference:practitioner
        PractitionerRole role concept:code
        PractitionerRole specialty concept:specialty
        Organization active bool:active
        Organization address address:address
        Organization address-city text:address.city
        Organization address-postalcode text:address.postalCode
        Organization identifier identifier:identifier
        Organization name text:name text:alias
        Organization partof reference:partOf
        Organization type concept:type
        Location address address:address
        Location address-city text:address.city
        Location address-state text:address.state
        Location identifier identifier:identifier
        Location name text:name text:alias
        Location organization reference:managingOrganization
        Location status code/http://hl7.org/fhir/location-status:status
        Device device-name text:deviceName.name text:type.coding.display text:type.text
        Device identifier identifier:identifier
        Device manufacturer text:manufacturer
        Device model text:modelNumber
        Device patient reference:patient
        Device status code/http://hl7.org/fhir/device-status:status
        Device type concept:type
        Device udi-carrier text:udiCarrier.carrierHRF
        Device udi-di text:udiCarrier.deviceIdentifier
        DeviceMetric category code/http://hl7.org/fhir/metric-category:category
        DeviceMetric source reference:source
        DeviceMetric type concept:type
        Encounter class coding:class
        Encounter date period:period
        Encounter diagnosis reference:diagnosis.condition
        Encounter identifier identifier:identifier
        Encounter location reference:location.location
        Encounter location-period period:location.period
        Encounter part-of reference:partOf
        Encounter participant reference:participant.individual
        Encounter participant-type concept:participant.type
        Encounter patient reference/Patient:subject
        Encounter practitioner reference/Practitioner:participant.individual
        Encounter reason-code concept:reasonCode
        Encounter service-provider reference:serviceProvider
        Encounter status code/http://hl7.org/fhir/encounter-status:status
        Encounter subject reference:subject
        Encounter type concept:type

        """;

    private const string Clinical = """
        Condition abatement-date date:abatementDateTime period:abatementPeriod
        Condition asserter reference:asserter
        Condition body-site concept:bodySite
        Condition category concept:category
        Condition clinical-status concept:clinicalStatus
        Condition code concept:code
        Condition encounter reference:encounter
        Condition evidence concept:evidence.code
        Condition evidence-detail reference:evidence.detail
        Condition identifier identifier:identifier
        Condition onset-age quantity:onsetAge range:onsetRange
        Condition onset-date date:onsetDateTime period:onsetPeriod
        Condition patient reference/Patient:subject
        Condition recorded-date date:recordedDate
        Condition severity concept:severity
        Condition stage concept:stage.summary
        Condition subject reference:subject
        Condition verification-status concept:verificationStatus
        Procedure based-on reference:basedOn
        Procedure category concept:category
        Procedure code concept:code
        Procedure date date:performedDateTime period:performedPeriod
        Procedure encounter reference:encounter
        Procedure location reference:location
        Procedure part-of reference:partOf
        Procedure patient reference/Patient:subject
        Procedure reason-reference reference:reasonReference
        Procedure status code/http://hl7.org/fhir/event-status:status
        Procedure subject reference:subject
        Immunization date date:occurrenceDateTime
        Immunization location reference:location
        Immunization patient reference:patient
        Immunization status code/http://hl7.org/fhir/event-status:status
        Immunization vaccine-code concept:vaccineCode
        MedicationRequest authoredon date:authoredOn
        MedicationRequest code concept:medicationCodeableConcept
        MedicationRequest encounter reference:encounter
        MedicationRequest identifier identifier:identifier
        MedicationRequest intent code:intent
        MedicationRequest medication reference:medicationReference
        MedicationRequest patient reference/Patient:subject
        MedicationRequest requester reference:requester
        MedicationRequest status code:status
        MedicationStatement category concept:category
        MedicationStatement code concept:medicationCodeableConcept
        MedicationStatement context reference:context
        MedicationStatement effective date:effectiveDateTime period:effectivePeriod
        MedicationStatement identifier identifier:identifier
        MedicationStatement medication reference:medicationReference
        MedicationStatement part-of reference:partOf
        MedicationStatement status code:status
        MedicationStatement subject reference:subject
        MedicationAdministration context reference:context
        MedicationAdministration effective-time date:effectiveDateTime period:effectivePeriod
        MedicationAdministration identifier identifier:identifier
        MedicationAdministration medication reference:medicationReference
        MedicationAdministration patient reference/Patient:subject
        MedicationAdministration request reference:request
        MedicationAdministration status code:status
        Medication code concept:code
        Medication form concept:form
        Medication ingredient-code concept:ingredient.itemCodeableConcept
        Medication status code:status
        FamilyMemberHistory code concept:condition.code
        FamilyMemberHistory date date:date
        FamilyMemberHistory patient reference:patient
        FamilyMemberHistory relationship concept:relationship
        FamilyMemberHistory sex concept:sex
        RiskAssessment condition reference:condition
        RiskAssessment date date:occurrenceDateTime period:occurrencePeriod
        RiskAssessment identifier identifier:identifier
        RiskAssessment probability number:prediction.probabilityDecimal span:prediction.probabilityRange
        RiskAssessment subject reference:subject

        """;

    private const string Diagnostic = """
        Observation based-on reference:basedOn
        Observation category concept:category
        Observation code concept:code
        Observation code-value-concept {concept:code;concept:valueCodeableConcept}
        Observation code-value-quantity {concept:code;quantity:valueQuantity}
        Observation combo-code concept:code concept:component.code
        Observation combo-code-value-quantity {concept:code;quantity:valueQuantity}
        Observation combo-code-value-quantity component{concept:code;quantity:valueQuantity}
        Observation combo-value-concept concept:valueCodeableConcept concept:component.valueCodeableConcept
        Observation combo-value-quantity quantity:valueQuantity quantity:component.valueQuantity
        Observation component-code concept:component.code
        Observation component-code-value-concept component{concept:code;concept:valueCodeableConcept}
        Observation component-code-value-quantity component{concept:code;quantity:valueQuantity}
        Observation component-value-concept concept:component.valueCodeableConcept
        Observation component-value-quantity quantity:component.valueQuantity
        Observation data-absent-reason concept:dataAbsentReason
        Observation date date:effectiveDateTime period:effectivePeriod date:effectiveInstant timing:effectiveTiming
        Observation derived-from reference:derivedFrom
        Observation device reference:device
        Observation encounter reference:encounter
        Observation focus reference:focus
        Observation has-member reference:hasMember
        Observation identifier identifier:identifier
        Observation method concept:method
        Observation part-of reference:partOf
        Observation patient reference/Patient:subject
        Observation performer reference:performer
        Observation specimen reference:specimen
        Observation status code/http://hl7.org/fhir/observation-status:status
        Observation subject reference:subject
        Observation value-concept concept:valueCodeableConcept
        Observation value-quantity quantity:valueQuantity
        Observation value-string text:valueString text:valueCodeableConcept.text
        DiagnosticReport based-on reference:basedOn
        DiagnosticReport category concept:category
        DiagnosticReport code concept:code
        DiagnosticReport conclusion concept:conclusionCode
        DiagnosticReport date date:effectiveDateTime period:effectivePeriod
        DiagnosticReport encounter reference:encounter
        DiagnosticReport identifier identifier:identifier
        DiagnosticReport issued date:issued
        DiagnosticReport patient reference/Patient:subject
        DiagnosticReport performer reference:performer
        DiagnosticReport result reference:result
        DiagnosticReport specimen reference:specimen
        DiagnosticReport status code/http://hl7.org/fhir/diagnostic-report-status:status
        DocumentReference author reference:author
        DocumentReference category concept:category
        DocumentReference contenttype code:content.attachment.contentType
        DocumentReference custodian reference:custodian
        DocumentReference date date:date
        DocumentReference description text:description
        DocumentReference encounter reference/Encounter:context.encounter
        DocumentReference format coding:content.format
        DocumentReference identifier identifier:masterIdentifier identifier:identifier
        DocumentReference location uri:content.attachment.url
        DocumentReference patient reference/Patient:subject
        DocumentReference period period:context.period
        DocumentReference security-label concept:securityLabel
        DocumentReference status code/http://hl7.org/fhir/document-reference-status:status
        DocumentReference subject reference:subject
        DocumentReference type concept:type
        Specimen accession identifier:accessionIdentifier
        Specimen collected date:collection.collectedDateTime period:collection.collectedPeriod
        Specimen identifier identifier:identifier
        Specimen patient reference/Patient:subject
        Specimen status code:status
        Specimen type concept:type
        ImagingStudy modality coding:series.modality
        ImagingStudy patient reference/Patient:subject
        ImagingStudy status code:status

        """;

    private const string Financial = """
        Claim care-team reference:careTeam.provider
        Claim created date:created
        Claim encounter reference:item.encounter
        Claim facility reference:facility
        Claim patient reference:patient
        Claim priority concept:priority
        Claim provider reference:provider
        Claim status code/http://hl7.org/fhir/fm-status:status
        Claim use code/http://hl7.org/fhir/claim-use:use
        ExplanationOfBenefit care-team reference:careTeam.provider
        ExplanationOfBenefit claim reference:claim
        ExplanationOfBenefit created date:created
        ExplanationOfBenefit encounter reference:item.encounter
        ExplanationOfBenefit facility reference:facility
        ExplanationOfBenefit identifier identifier:identifier
        ExplanationOfBenefit patient reference:patient
        ExplanationOfBenefit provider reference:provider
        ExplanationOfBenefit status code/http://hl7.org/fhir/explanationofbenefit-status:status

        """;

    private const string Workflow = """
        ServiceRequest authored date:authoredOn
        ServiceRequest category concept:category
        ServiceRequest code concept:code
        ServiceRequest encounter reference:encounter
        ServiceRequest identifier identifier:identifier
        ServiceRequest intent code/http://hl7.org/fhir/request-intent:intent
        ServiceRequest occurrence date:occurrenceDateTime period:occurrencePeriod timing:occurrenceTiming
        ServiceRequest patient reference/Patient:subject
        ServiceRequest requester reference:requester
        ServiceRequest specimen reference:specimen
        ServiceRequest status code/http://hl7.org/fhir/request-status:status
        CarePlan activity-reference reference:activity.reference
        CarePlan category concept:category
        CarePlan condition reference:addresses
        CarePlan patient reference/Patient:subject
        CarePlan status code/http://hl7.org/fhir/request-status:status
        List code concept:code
        List date date:date
        List item reference:entry.item
        List patient reference/Patient:subject
        List status code/http://hl7.org/fhir/list-status:status
        List title text:title
        Consent category concept:category
        Consent date date:dateTime
        Consent organization reference:organization
        Consent patient reference:patient
        Consent period period:provision.period
        Consent scope concept:scope
        Consent status code/http://hl7.org/fhir/consent-state-codes:status
        Provenance agent reference:agent.who
        Provenance agent-type concept:agent.type
        Provenance patient reference/Patient:target
        Provenance recorded date:recorded
        Provenance target reference:target
        QuestionnaireResponse authored date:authored
        QuestionnaireResponse questionnaire uri:questionnaire
        QuestionnaireResponse status code:status
        QuestionnaireResponse subject reference:subject
        Task code concept:code
        Task encounter reference:encounter
        Task patient reference/Patient:for
        Task status code:status

        """;
}
