package dev.fhirgateway.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When somebody is to be told that something is wrong, and where.
 *
 * @param outage for how long the registry has to be down; zero for never
 * @param waiting how long the oldest entry has to wait; zero for never
 * @param deadLetters how many of them are no reason yet
 * @param noTraffic for how long no batch has to come; zero for never
 * @param trafficHours in which hours of the day batches are expected
 * @param lasting for how long something has to be so, or over, until it is told
 * @param repeat after how long what lasts is told again
 * @param webhookUrl where it is posted; empty for the log alone. Never shown: whoever knows it may post there
 * @param webhookSecret by which the receiver knows who posts; never shown
 */
public record AlertSettings(
        Duration outage,
        Duration waiting,
        int deadLetters,
        Duration noTraffic,
        Hours trafficHours,
        Duration lasting,
        Duration repeat,
        Optional<URI> webhookUrl,
        String webhookSecret) {
    static final Setting<Duration> OUTAGE = Setting.of(
            "gateway.alerts.outage",
            Form.duration(Duration.ZERO),
            "5m",
            "For how long the registry has to be down until an alert is raised. `0s` never raises it, as with the next "
                    + "durations.");
    static final Setting<Duration> WAITING = Setting.of(
            "gateway.alerts.waiting",
            Form.days(Duration.ZERO),
            "6h",
            "How long the oldest entry has to wait, for its turn, in a job or for a task of the registry to end, until an "
                    + "alert is raised. It is cleared below half of that.");
    static final Setting<Integer> DEAD_LETTERS = Setting.of(
            "gateway.alerts.dead-letters",
            Form.wholeNumber(0, 100_000_000),
            "100",
            "More dead letters than that raise an alert; half as many clear it.");
    static final Setting<Duration> NO_TRAFFIC = Setting.of(
            "gateway.alerts.no-traffic",
            Form.duration(Duration.ZERO),
            "0s",
            "For how long no batch has to come, within the hours in which they are expected, until an alert is raised. The "
                    + "next batch clears it.");
    static final Setting<Hours> TRAFFIC_HOURS = Setting.of(
            "gateway.alerts.traffic-hours",
            Hours.FORM,
            "0-24",
            "From which hour of each day to which batches are expected, in the zone of `gateway.zone`, such as `7-19`.");
    static final Setting<Duration> LASTING = Setting.of(
            "gateway.alerts.lasting",
            Form.duration(Duration.ZERO),
            "30s",
            "For how long something has to be so until its alert is raised, and over until it is cleared. An outage that "
                    + "comes and goes is so told once.");
    static final Setting<Duration> REPEAT = Setting.of(
            "gateway.alerts.repeat",
            Form.days(Duration.ofSeconds(1)),
            "4h",
            "After how long an alert that is still raised is told again.");
    static final Setting<Optional<URI>> WEBHOOK_URL = Setting.secret(
            "gateway.alerts.webhook-url",
            Form.optional(new Form<>(
                    "a URL that begins with http:// or https://",
                    AlertSettings::parse,
                    url -> url.getHost() != null && url.getRawUserInfo() == null,
                    URI::toString)),
            "Where alerts are posted as JSON, beside the log. They hold no data of a patient.");
    static final Setting<String> WEBHOOK_SECRET = Setting.secret(
            "gateway.alerts.webhook-secret",
            Form.text("printable ASCII without spaces or braces", Pattern.compile("[!-z|~]*")),
            "The secret by which a post is signed: `X-Signature-256` is the HMAC-SHA256 of its body.");
    static final SettingGroup GROUP = new SettingGroup(
            "Alerts: who is told that something is wrong",
            List.of(
                    OUTAGE,
                    WAITING,
                    DEAD_LETTERS,
                    NO_TRAFFIC,
                    TRAFFIC_HOURS,
                    LASTING,
                    REPEAT,
                    WEBHOOK_URL,
                    WEBHOOK_SECRET));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public AlertSettings {
        OUTAGE.require(outage);
        WAITING.require(waiting);
        DEAD_LETTERS.require(deadLetters);
        NO_TRAFFIC.require(noTraffic);
        TRAFFIC_HOURS.require(trafficHours);
        LASTING.require(lasting);
        REPEAT.require(repeat);
        WEBHOOK_URL.require(webhookUrl);
        WEBHOOK_SECRET.require(webhookSecret);
    }

    static AlertSettings from(SettingValues values) {
        return new AlertSettings(
                values.get(OUTAGE),
                values.get(WAITING),
                values.get(DEAD_LETTERS),
                values.get(NO_TRAFFIC),
                values.get(TRAFFIC_HOURS),
                values.get(LASTING),
                values.get(REPEAT),
                values.get(WEBHOOK_URL),
                values.get(WEBHOOK_SECRET));
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text)).filter(url -> text.matches("(?i)https?://.*"));
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "AlertSettings[outage=" + outage + ", waiting=" + waiting + ", deadLetters=" + deadLetters
                + ", noTraffic=" + noTraffic + ", trafficHours=" + trafficHours + ", lasting=" + lasting + ", repeat="
                + repeat + ", webhookUrl=***, webhookSecret=***]";
    }
}
