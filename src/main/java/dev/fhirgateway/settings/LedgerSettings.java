package dev.fhirgateway.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the gateway keeps what it has to know after a restart.
 *
 * @param folder of the file, and of the lock by which another gateway finds it taken; made when it is not there
 * @param url of a PostgreSQL database in its place, as its JDBC driver reads it; empty for the file
 * @param user of that database; empty for what the URL or the machine says
 * @param password of that user; never shown
 * @param history what is kept of the life of each record
 * @param zone in which days begin and end
 */
public record LedgerSettings(
        Path folder, Optional<String> url, String user, String password, HistorySettings history, ZoneId zone) {
    static final Setting<Path> FOLDER = Setting.of(
            "gateway.ledger.folder",
            Form.folder(),
            "data",
            "The folder of the ledger, in which the gateway keeps what it has to know after a restart: the versions of "
                    + "records, the batches and what became of them. It is made when it is not there, and one gateway "
                    + "at a time can use it. Back it up as the README says.");
    static final Setting<Optional<String>> URL = Setting.of(
            "gateway.ledger.url",
            Form.optional(Form.text(
                    "a URL that begins with jdbc:postgresql: and holds no password",
                    Pattern.compile("jdbc:postgresql:(?!.*[?&]password=)\\S+"))),
            "",
            "A PostgreSQL database that keeps the ledger instead, such as "
                    + "`jdbc:postgresql://db.example.org/gateway`; one gateway at a time can use it. With none, it is "
                    + "the file `ledger.db` in the folder.");
    static final Setting<String> USER = Setting.of(
            "gateway.ledger.user",
            Form.text("printable ASCII without spaces or braces", Pattern.compile("[!-z|~]*")),
            "",
            "The user of that database, who has to own its schema.");
    static final Setting<String> PASSWORD = Setting.secret(
            "gateway.ledger.password",
            Form.text("printable ASCII without spaces or braces", Pattern.compile("[!-z|~]*")),
            "The password of that user. Better given as a file or as an environment variable than here or on the "
                    + "command line.");
    static final Setting<ZoneId> ZONE = Setting.of(
            "gateway.zone",
            Form.zone(),
            "UTC",
            "The time zone in which a day of the balance begins and ends, and in which `gateway.alerts.traffic-hours` are "
                    + "told. Batches that are there keep their day.");
    static final SettingGroup GROUP = new SettingGroup(
            "The ledger: what the gateway knows after a restart", List.of(FOLDER, URL, USER, PASSWORD, ZONE));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public LedgerSettings {
        FOLDER.require(folder);
        URL.require(url);
        USER.require(user);
        PASSWORD.require(password);
        Objects.requireNonNull(history);
        ZONE.require(zone);
    }

    /** One that keeps what is kept by default. */
    public LedgerSettings(Path folder, Optional<String> url, String user, String password) {
        this(folder, url, user, password, HistorySettings.byDefault(), ZoneId.of("UTC"));
    }

    static LedgerSettings from(SettingValues values) {
        return new LedgerSettings(
                values.get(FOLDER),
                values.get(URL),
                values.get(USER),
                values.get(PASSWORD),
                HistorySettings.from(values),
                values.get(ZONE));
    }

    @Override
    public String toString() {
        return "LedgerSettings[folder=" + folder + ", url=" + url.orElse("") + ", user=" + user + ", password=***, "
                + history + ", zone=" + zone + "]";
    }
}
