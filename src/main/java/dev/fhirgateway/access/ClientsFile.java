package dev.fhirgateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients in {@code clients.yaml} of the config folder. Changes of the file are seen while the gateway runs, looked
 * for at most once a second. A change that cannot be read is logged, and the clients read before stay; a file that is
 * gone means no clients, so that taking it away locks everyone out.
 */
public final class ClientsFile {
    private static final Logger LOG = LoggerFactory.getLogger(ClientsFile.class);
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final LongSupplier nanoTime;
    private final AtomicLong lastCheck;
    private final SecureRandom random = new SecureRandom();
    private FileStamp stamp;
    private volatile Clients clients;

    private ClientsFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.lastCheck = new AtomicLong(nanoTime.getAsLong());
        this.stamp = FileStamp.of(file);
        this.clients = load();
    }

    /**
     * Reads the file; none is as good as an empty one.
     *
     * @throws ClientsException with all problems of the file at once
     */
    public static ClientsFile open(Path configFolder) {
        return open(configFolder, System::nanoTime);
    }

    static ClientsFile open(Path configFolder, LongSupplier nanoTime) {
        return new ClientsFile(configFolder.resolve("clients.yaml"), nanoTime);
    }

    /** Whether anybody could authenticate. */
    public boolean anyClient() {
        return !current().isEmpty();
    }

    /** The clients as they are now, give or take a second. */
    Clients current() {
        long now = nanoTime.getAsLong();
        long last = lastCheck.get();
        if (now - last >= CHECK_NANOS && lastCheck.compareAndSet(last, now)) {
            refresh();
        }
        return clients;
    }

    /**
     * Adds a client to those in the file.
     *
     * @return its token, which is stored nowhere
     * @throws ClientsException when the name is taken, an argument is bad, or the file cannot be read or written
     */
    synchronized String add(String name, String sourceKey) {
        Clients before = load();
        List<String> problems = before.reasonsAgainst(name, sourceKey);
        if (!problems.isEmpty()) {
            throw new ClientsException(problems);
        }
        String token = Token.random(random);
        Instant created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        store(before.with(
                new RegisteredClient(new Client(name, sourceKey), TokenHash.of(token, random), created.toString())));
        return token;
    }

    /**
     * Takes a client out of the file; a running gateway refuses its token from then on.
     *
     * @throws ClientsException when there is none of that name, or the file cannot be read or written
     */
    synchronized void remove(String name) {
        Clients before = load();
        if (!before.contains(name)) {
            throw new ClientsException("there is no client of that name in " + file);
        }
        store(before.without(name));
    }

    private void store(Clients changed) {
        try {
            PrivateFile.replace(file, ClientsYaml.write(changed));
        } catch (IOException e) {
            throw new ClientsException(file + " cannot be written");
        }
        readAgain(FileStamp.of(file));
    }

    private synchronized void refresh() {
        FileStamp now = FileStamp.of(file);
        if (now.equals(stamp)) {
            return;
        }
        try {
            readAgain(now);
            LOG.info(
                    "Number of clients now known from {}: {}",
                    file,
                    clients.registered().size());
        } catch (ClientsException e) {
            LOG.warn("{} was changed but cannot be used, the clients read before stay: {}", file, e.problems());
        }
    }

    /** The stamp was taken before the content is read: a change in between is found at the next check, not missed. */
    private void readAgain(FileStamp before) {
        stamp = before;
        clients = load();
    }

    private Clients load() {
        try {
            return ClientsYaml.read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            return Clients.NONE;
        } catch (IOException e) {
            throw new ClientsException(file + " cannot be read as a UTF-8 text file");
        }
    }
}
