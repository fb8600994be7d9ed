package dev.fhirgateway;

import java.util.List;
import java.util.stream.IntStream;

/** Patients with values that nobody has, so that they are found wherever they should not be. */
final class MarkedPatients {
    private static final String TELLING =
            """
            {"resourceType":"Patient","id":"Zzid-%s","identifier":[{"system":"urn:Zzvalue:s","value":"Zzvalue-number"}],
             "name":[{"family":"Zzvalue-family","given":["Zzvalue-given"]}],
             "telecom":[{"system":"phone","value":"Zzvalue-phone"}],
             "address":[{"line":["Zzvalue-street"],"city":"Zzvalue-city"}],
             "extension":[{"url":"http://example.org/Zzvalue","valueString":"Zzvalue-extension"}]}""";

    private static final List<String> TELLING_BUT_BAD = List.of(
            "{'resourceType':'Patient','id':'Zzid-date','birthDate':'Zzvalue-date'}",
            "{'resourceType':'Patient','id':'Zzid-code','gender':'Zzvalue-gender'}",
            "{'resourceType':'Patient','id':'Zzid-name','name':'Zzvalue-name'}",
            "{'resourceType':'Patient','id':'Zzid-boolean','active':'Zzvalue-active'}",
            "{'resourceType':'Patient','id':'Zzid-number','multipleBirthInteger':'Zzvalue-number'}",
            "{'resourceType':'Patient','id':'Zzid-element','surname':'Zzvalue-surname'}",
            "{'resourceType':'Patient','id':'Zzid-twice','active':true,'active':'Zzvalue-twice'}",
            "{'resourceType':'Patient','id':'Zzid-div','text':{'status':'generated','div':'<p>Zzvalue-div'}}",
            "{'resourceType':'Patient','id':'Zzid-photo','photo':[{'data':'?Zzvalue-photo?'}]}",
            "{'resourceType':'Patient','id':'Zzid-when','deceasedDateTime':'Zzvalue-when'}",
            "{'resourceType':'Patient','id':'Zzid-mdm','identifier':[{'system':'mdm','value':'Zzvalue-mdm'}]}",
            "{'resourceType':'Patient','id':'Zzid with blanks','name':[{'family':'Zzvalue'}]}",
            "{'resourceType':'Patient','name':[{'family':'Zzvalue-without-id'}]}",
            "{'resourceType':'Zztype','id':'Zzid-type','name':'Zzvalue-type'}",
            "{'id':'Zzid-untyped','name':'Zzvalue-untyped'}",
            "{'resourceType':'Basic','id':'Zzid-basic','code':{'text':'Zzvalue-basic'}}");

    private MarkedPatients() {}

    /** The ids {@code prefix-0}, {@code prefix-1} and so on. */
    static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    /** A batch of Patients with these ids. */
    static String batch(List<String> ids) {
        return ids.stream().map(MarkedPatients::patient).toList().toString();
    }

    static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id
                + "\",\"name\":[{\"family\":\"Zzmarker\",\"given\":[\"Ada\"]}]}";
    }

    /** A valid Patient with {@code Zzvalue} in all that it tells of a person, and the id {@code Zzid-way}. */
    static String telling(String way) {
        return TELLING.formatted(way);
    }

    /** Such Patients, each wrong in a way of its own, at a place that holds a value. */
    static List<String> tellingButBad() {
        return TELLING_BUT_BAD.stream().map(bad -> bad.replace('\'', '"')).toList();
    }
}
