package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.Location;
import java.util.Map;

/**
 * How much work a mapping may do with one resource, so that one that loops or explodes harms its own entry only. JSLT
 * has no limit of its own, and cannot be interrupted; {@link LimitedText} has all that it does spend units here before it
 * does it. What takes time or memory costs in proportion, so the limit bounds both: some tenths of a second, and some
 * hundred megabytes. A Patient of Synthea takes about 60 units, and the costliest of a megabyte that was found, with
 * 15,000 contacts, less than half of them all.
 */
final class WorkLimit {
    /** The most units: a unit is a call, a round of a loop, a value that is looked at, or 16 characters of text. */
    static final int UNITS = 3_000_000;

    static final String TOLD = "it does more work than any record needs: it loops, or multiplies what it is given";

    private static final int UNIT_OF_SIZE = 16;
    private static final ThreadLocal<WorkLimit> OF_THIS_RUN = ThreadLocal.withInitial(WorkLimit::new);

    private long spent;

    private WorkLimit() {}

    /** Begins a run on this thread. */
    static WorkLimit begin() {
        WorkLimit limit = ofThisRun();
        limit.spent = 0;
        return limit;
    }

    /** The run on this thread. */
    static WorkLimit ofThisRun() {
        return OF_THIS_RUN.get();
    }

    /** What the run has spent until now. */
    long spent() {
        return spent;
    }

    /** @throws Exceeded when that is more than what is left */
    void spend(long units) {
        spent += units;
        if (spent > UNITS) {
            throw new Exceeded();
        }
    }

    /** Spends what it takes to have so many characters, or items of an array. */
    void spendOnSize(long size) {
        spend(size / UNIT_OF_SIZE);
    }

    /** Spends what it takes to look at a value, but not into the values in it. */
    void spendOn(JsonNode value) {
        spendOnSize(value.isTextual() ? value.textValue().length() : value.size());
    }

    /** Spends what it takes to look at a value and at all that is in it, as often as it is in it. */
    void spendOnAll(JsonNode value) {
        if (!value.isContainerNode()) {
            spendOn(value);
            return;
        }
        spend(1 + value.size());
        for (JsonNode child : value) {
            spendOnAll(child);
        }
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            spendOnSize(property.getKey().length());
        }
    }

    /** The mapping has to be stopped. */
    static final class Exceeded extends JsltException {
        private static final long serialVersionUID = 1L;

        private Exceeded() {
            super(TOLD);
        }

        /** @param place what it was stopped at */
        Exceeded(Location place) {
            super(TOLD, place);
        }
    }
}
