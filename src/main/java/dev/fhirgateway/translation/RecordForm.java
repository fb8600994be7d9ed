package dev.fhirgateway.translation;

import static dev.fhirgateway.translation.OutputForm.hasOther;
import static dev.fhirgateway.translation.OutputForm.isKey;
import static dev.fhirgateway.translation.OutputForm.isObjectOrAbsent;
import static dev.fhirgateway.translation.OutputForm.isRegistryId;
import static dev.fhirgateway.translation.OutputForm.isTextOrAbsent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The form of the records in a mapping's output. */
final class RecordForm {
    private static final Set<String> RECORD = Set.of("type", "id", "data", "contained", "meta");
    private static final Set<String> META = Set.of("identifier", "createdAt", "updatedAt");

    private RecordForm() {}

    /**
     * What is wrong with {@code records}; empty when nothing is.
     *
     * @param dataNeeded whether the resource holds anything, so that the first record needs data or contained records
     */
    static Optional<String> fault(JsonNode records, boolean dataNeeded) {
        for (int i = 0; i < records.size(); i++) {
            JsonNode record = records.get(i);
            boolean first = i == 0;
            boolean dataMayLack = first && (!dataNeeded || record.has("contained"));
            Optional<String> fault = fault(record, first, dataMayLack);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(JsonNode record, boolean idMayLack, boolean dataMayLack) {
        if (!record.isObject() || hasOther(record, RECORD)) {
            return Optional.of("has a resource with a key other than type, id, data, contained and meta");
        }
        if (!isKey(record.path("type"))) {
            return Optional.of("has a resource without a type, or with one that is not a legal key");
        }
        if (record.has("id") ? !isRegistryId(record.path("id")) : !idMayLack) {
            return Optional.of("has a resource without an id, or with one that is no registry id");
        }
        if (!isObjectOrAbsent(record, "data") || (!record.has("data") && !dataMayLack)) {
            return Optional.of("has a resource without data, or with data that is not an object");
        }
        if (record.has("contained") && !isContained(record.path("contained"))) {
            return Optional.of("has contained records that are not arrays of {id, type, data}");
        }
        return record.has("meta") ? metaFault(record.path("meta")) : Optional.empty();
    }

    private static boolean isContained(JsonNode contained) {
        for (Map.Entry<String, JsonNode> property : contained.properties()) {
            if (!isKey(property.getKey()) || !isRecords(property.getValue())) {
                return false;
            }
        }
        return contained.isObject();
    }

    private static boolean isRecords(JsonNode records) {
        for (JsonNode each : records) {
            boolean whole = each.path("id").isTextual()
                    && isKey(each.path("type"))
                    && each.path("data").isObject();
            if (!whole || (each.has("contained") && !isContained(each.path("contained")))) {
                return false;
            }
        }
        return records.isArray();
    }

    private static Optional<String> metaFault(JsonNode meta) {
        if (!meta.isObject() || hasOther(meta, META)) {
            return Optional.of("has a meta with a key other than identifier, createdAt and updatedAt");
        }
        if (meta.has("identifier") && !meta.path("identifier").isArray()) {
            return Optional.of("has an identifier that is not an array");
        }
        for (JsonNode identifier : meta.path("identifier")) {
            for (ReservedValue reserved : ReservedValue.ALL) {
                if (reserved.takenBy(identifier)) {
                    return Optional.of("breaks a rule: " + reserved.rule());
                }
            }
        }
        return isTextOrAbsent(meta, "createdAt") && isTextOrAbsent(meta, "updatedAt")
                ? Optional.empty()
                : Optional.of("has a meta with a time that is not text");
    }
}
