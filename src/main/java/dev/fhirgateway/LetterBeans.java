package dev.fhirgateway;

import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import dev.fhirgateway.ledger.letters.DeadLetters;
import dev.fhirgateway.letters.LetterCare;
import dev.fhirgateway.letters.LetterDesk;
import dev.fhirgateway.letters.ReplayedLetters;
import dev.fhirgateway.report.LetterReport;
import dev.fhirgateway.settings.GatewaySettings;
import java.time.Clock;
import java.util.Map;

/** What the routes name to look at dead letters, and to send them again. */
final class LetterBeans {
    private LetterBeans() {}

    /** @param window tells whether the registry is down */
    static Map<String, Object> of(
            GatewaySettings settings, GatewayMeters meters, RegistryWindow window, DeadLetters letters) {
        Clock clock = Clock.systemUTC();
        return Map.of(
                "letterDesk",
                new LetterDesk(
                        letters,
                        settings.ledger().history().fullView(),
                        settings.delivery().backoffMax()),
                "letterReport",
                new LetterReport("/gateway/dead-letters"),
                "replayedLetters",
                new ReplayedLetters(
                        letters.replays(),
                        () -> window.state().circuit() == WindowState.Circuit.CLOSED,
                        settings.intake().maxEntries()),
                "letterCare",
                new LetterCare(letters, settings.keep().lettersKeep(), meters.letters(clock), clock));
    }
}
