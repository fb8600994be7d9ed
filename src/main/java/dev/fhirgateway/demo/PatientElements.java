package dev.fhirgateway.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The parts of a Patient that are objects of their own, each drawn by chance. */
final class PatientElements {
    private static final String CODES = "http://terminology.hl7.org/CodeSystem/";
    static final String EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/";

    private final Chance chance;

    PatientElements(Chance chance) {
        this.chance = chance;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = object();
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
        return concept.put("text", display);
    }

    ObjectNode name(String use, String family, List<String> givens) {
        ObjectNode name = object().put("use", use).put("family", family);
        ArrayNode given = name.putArray("given").add(chance.pick(givens));
        if (chance.percent(60)) {
            given.add(chance.pick(givens));
        }
        return name;
    }

    /** The identifier of a hospital, without {@code type}. */
    ObjectNode recordNumber(LocalDate since) {
        ObjectNode identifier = object().put("use", "usual")
                .put("system", "https://" + chance.pick(Lexicon.WORK) + "/mrn")
                .put("value", chance.digits(8));
        identifier.putObject("period").put("start", since.toString());
        return identifier;
    }

    ObjectNode identifier(String code, String display, String system, String value) {
        return object().<ObjectNode>set("type", concept(CODES + "v2-0203", code, display))
                .put("system", system)
                .put("value", value);
    }

    ObjectNode phone(String use) {
        return object().put("system", "phone")
                .put("value", "+1 555-01" + chance.digits(2))
                .put("use", use);
    }

    ObjectNode email() {
        return object().put("system", "email")
                .put("value", "p" + chance.digits(6) + "@mail.example")
                .put("rank", chance.between(1, 3));
    }

    ObjectNode address(String use) {
        ObjectNode address = object();
        ObjectNode position = address.putArray("extension").addObject().put("url", EXTENSIONS + "geolocation");
        ArrayNode parts = position.putArray("extension");
        parts.addObject().put("url", "latitude").set("valueDecimal", degrees(89));
        parts.addObject().put("url", "longitude").set("valueDecimal", degrees(179));
        address.put("use", use);
        address.putArray("line").add(chance.between(1, 240) + " " + chance.pick(Lexicon.STREETS));
        return address.put("city", chance.pick(Lexicon.TOWNS))
                .put("state", chance.pick(Lexicon.STATES))
                .put("postalCode", chance.digits(5))
                .put("country", "US");
    }

    // The last digit is often a 0, which a trip through a double would lose.
    private DecimalNode degrees(int most) {
        String fraction = chance.digits(chance.between(1, 14)) + (chance.percent(50) ? "0" : "7");
        return DecimalNode.valueOf(new BigDecimal(chance.between(-most, most) + "." + fraction));
    }

    ObjectNode maritalStatus() {
        List<String> status = chance.pick(Lexicon.MARITAL);
        return concept(CODES + "v3-MaritalStatus", status.get(0), status.get(1));
    }

    ObjectNode communication() {
        List<String> language = chance.pick(Lexicon.LANGUAGES);
        ObjectNode communication = object();
        communication.set("language", concept("urn:ietf:bcp:47", language.get(0), language.get(1)));
        return communication.put("preferred", chance.percent(70));
    }

    ObjectNode contact() {
        ObjectNode contact = object();
        contact.putArray("relationship").add(concept(CODES + "v2-0131", "N", "Next-of-Kin"));
        contact.set("name", name("usual", chance.pick(Lexicon.FAMILIES), Lexicon.SHORT_NAMES));
        contact.putArray("telecom").add(phone("mobile"));
        return contact;
    }

    ObjectNode narrative(String family) {
        String div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Patient <b>" + family
                + "</b>, made up for a demonstration.</p>\n<p>Chart " + chance.digits(6) + "</p></div>";
        return object().put("status", "generated").put("div", div);
    }
}
