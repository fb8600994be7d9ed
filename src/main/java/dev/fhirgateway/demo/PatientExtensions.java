package dev.fhirgateway.demo;

import static dev.fhirgateway.demo.PatientElements.EXTENSIONS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** The extensions of a Patient as such, drawn by chance. */
final class PatientExtensions {
    private PatientExtensions() {}

    /** Extensions with text, a nested coding, an address and a decimal. */
    static ArrayNode draw(Chance chance) {
        ArrayNode extensions = JsonNodeFactory.instance.arrayNode();
        extensions
                .addObject()
                .put("url", EXTENSIONS + "patient-mothersMaidenName")
                .put("valueString", chance.pick(Lexicon.WOMEN) + " " + chance.pick(Lexicon.FAMILIES));
        extensions
                .addObject()
                .put("url", EXTENSIONS + "patient-birthPlace")
                .putObject("valueAddress")
                .put("city", chance.pick(Lexicon.TOWNS))
                .put("country", "US");
        extensions
                .addObject()
                .put("url", "https://hospital.example/fhir/years-in-good-health")
                .set("valueDecimal", DecimalNode.valueOf(new BigDecimal(chance.between(0, 90) + ".250")));
        return extensions.add(ethnicity());
    }

    private static ObjectNode ethnicity() {
        ObjectNode extension = PatientElements.object()
                .put("url", "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity");
        ArrayNode parts = extension.putArray("extension");
        parts.addObject()
                .put("url", "ombCategory")
                .putObject("valueCoding")
                .put("system", "urn:oid:2.16.840.1.113883.6.238")
                .put("code", "2186-5")
                .put("display", "Not Hispanic or Latino");
        parts.addObject().put("url", "text").put("valueString", "none of those listed on the form");
        return extension;
    }
}
