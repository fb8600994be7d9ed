package dev.fhirgateway.demo;

import static dev.fhirgateway.demo.PatientElements.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Makes Patients that look like those of an EHR and are nobody: valid FHIR R4, 2 to 3.5 KB of JSON each, ids all
 * different. The same seed gives the same Patients in the same order. Not for use by several threads.
 *
 * <p>They hold what tends to break: several names, partial dates, extensions on primitives, decimals that end in zero,
 * letters beyond ASCII, elements that are there for some only.
 */
public final class PatientGenerator {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Chance chance;
    private final PatientElements elements;
    private int made;

    public PatientGenerator(long seed) {
        this.chance = new Chance(seed);
        this.elements = new PatientElements(chance);
    }

    /** The next {@code size} Patients as a batch: a JSON array in UTF-8, fit to be PUT to the gateway. */
    public byte[] batch(int size) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode(size);
        for (int i = 0; i < size; i++) {
            batch.add(next());
        }
        try {
            return JSON.writeValueAsBytes(batch);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next Patient; the caller may keep and change it. */
    public ObjectNode next() {
        boolean woman = chance.percent(51);
        String family = chance.pick(Lexicon.FAMILIES);
        LocalDate born = chance.dateBetween(LocalDate.of(1925, 1, 1), TODAY);
        ObjectNode patient = object().put("resourceType", "Patient");
        patient.put("id", chance.uuid(made++).toString());
        addMeta(patient);
        patient.set("text", elements.narrative(family));
        patient.set("extension", PatientExtensions.draw(chance));
        addIdentifiers(patient, born);
        if (chance.percent(60)) {
            patient.put("active", chance.percent(90));
        }
        addNames(patient, family, woman ? Lexicon.WOMEN : Lexicon.MEN);
        patient.putArray("telecom").add(elements.phone("home")).add(elements.email());
        patient.put("gender", woman ? "female" : "male");
        addBirthDate(patient, born);
        addDeath(patient, born);
        addCircumstances(patient);
        return patient;
    }

    private void addMeta(ObjectNode patient) {
        if (chance.percent(50)) {
            patient.putObject("meta")
                    .putArray("profile")
                    .add("http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient");
        }
    }

    private void addIdentifiers(ObjectNode patient, LocalDate born) {
        ArrayNode identifiers = patient.putArray("identifier").add(elements.recordNumber(born));
        identifiers.add(elements.identifier(
                "NI",
                "National unique individual identifier",
                "https://registry.example/person",
                "9" + chance.digits(9)));
        if (chance.percent(70)) {
            identifiers.add(elements.identifier(
                    "DL", "Driver's license number", "https://traffic.example/licence", "S" + chance.digits(8)));
        }
        if (chance.percent(40)) {
            identifiers.add(elements.identifier(
                    "PPN", "Passport number", "https://passport.example/number", "X" + chance.digits(7) + "X"));
        }
        if (chance.percent(20)) {
            identifiers.add(object().put("use", "old").put("value", "card " + chance.digits(4)));
        }
    }

    private void addNames(ObjectNode patient, String family, List<String> givens) {
        ObjectNode official = elements.name("official", family, givens);
        ArrayNode names = patient.putArray("name").add(official);
        official.putArray("prefix").add(chance.pick(List.of("Dr.", "Mx.", "Prof.")));
        if (chance.percent(35)) {
            ObjectNode maiden = elements.name("maiden", chance.pick(Lexicon.FAMILIES), givens);
            maiden.putObject("period").put("end", Integer.toString(chance.between(1950, 2020)));
            names.add(maiden);
        }
        if (chance.percent(30)) {
            names.addObject().put("use", "nickname").putArray("given").add(chance.pick(Lexicon.SHORT_NAMES));
        }
    }

    // FHIR R4 datatypes.html#date: the day, or the day and the month, may be unknown.
    private void addBirthDate(ObjectNode patient, LocalDate born) {
        String known = chance.pick(List.of("yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd", "yyyy-MM-dd", "yyyy-MM-dd"));
        patient.put("birthDate", born.format(DateTimeFormatter.ofPattern(known)));
        if (known.endsWith("dd") && chance.percent(20)) {
            patient.putObject("_birthDate")
                    .putArray("extension")
                    .addObject()
                    .put("url", "http://hl7.org/fhir/StructureDefinition/patient-birthTime")
                    .put("valueDateTime", born + "T0" + chance.between(0, 9) + ":30:00+01:00");
        }
    }

    private void addDeath(ObjectNode patient, LocalDate born) {
        if (chance.percent(12)) {
            patient.put("deceasedDateTime", chance.dateBetween(born, TODAY) + "T23:15:00-05:00");
        } else if (chance.percent(25)) {
            patient.put("deceasedBoolean", chance.percent(10));
        }
    }

    private void addCircumstances(ObjectNode patient) {
        patient.putArray("address").add(elements.address("home"));
        patient.set("maritalStatus", elements.maritalStatus());
        if (chance.percent(5)) {
            patient.put("multipleBirthInteger", chance.between(1, 3));
        } else {
            patient.put("multipleBirthBoolean", false);
        }
        if (chance.percent(40)) {
            patient.putArray("contact").add(elements.contact());
        }
        patient.putArray("communication").add(elements.communication());
    }
}
