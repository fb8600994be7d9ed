package dev.fhirgateway.alerts;

import dev.fhirgateway.alerts.Alert.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands.
 *
 * @param raised whether its alert is raised
 * @param since when it was raised or cleared; the beginning of time when it never was
 * @param toldAt when it was told last
 * @param turning since when it says the contrary without a break; null when it does not
 * @param words what was told last
 */
record RuleState(boolean raised, Instant since, Instant toldAt, @Nullable Instant turning, String words) {
    /** Before anything was told. */
    static final RuleState CALM = new RuleState(false, Instant.EPOCH, Instant.EPOCH, null, "");

    /**
     * What follows from what the rule says now.
     *
     * @param clearAfter for how long it has to be over until it is cleared
     * @param repeat after how long it is told again
     */
    Next next(Reading reading, Instant now, Duration clearAfter, Duration repeat) {
        boolean turns = reading.level() == (raised ? Reading.Level.LOW : Reading.Level.HIGH);
        Instant began = turns ? (turning == null ? now : turning) : null;
        Duration hold = raised ? clearAfter : Duration.ofMillis(reading.raiseAfterMillis());
        if (began != null && Duration.between(began, now).compareTo(hold) >= 0) {
            RuleState turned = new RuleState(!raised, began, now, null, reading.words());
            return new Next(turned, Optional.of(raised ? Event.CLEARED : Event.RAISED));
        }
        if (raised && Duration.between(toldAt, now).compareTo(repeat) >= 0) {
            return new Next(new RuleState(true, since, now, began, reading.words()), Optional.of(Event.REPEATED));
        }
        return new Next(new RuleState(raised, since, toldAt, began, words), Optional.empty());
    }

    /**
     * Where it stands then.
     *
     * @param told what is to be told; empty for nothing
     */
    record Next(RuleState state, Optional<Event> told) {}
}
