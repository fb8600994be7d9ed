package dev.fhirgateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native code. The driver unpacks it before it loads it, and takes the file away when the process ends, but not
 * when it is killed. So it is unpacked in a folder of its own, where whatever is left is known to be of nobody.
 */
final class NativeCode {
    /** Where the driver unpacks it. */
    static final String FOLDER = "org.sqlite.tmpdir";

    private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);

    private NativeCode() {}

    /**
     * Has it unpacked there, once in the life of this process; where that folder must not hold code, where the driver has
     * it otherwise. An operator who has set the folder knows why.
     *
     * @param folder is used by this process alone
     */
    static synchronized void unpackIn(Path folder) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            for (Path left : filesIn(folder)) {
                Files.delete(left);
            }
            System.setProperty(FOLDER, folder.toAbsolutePath().toString());
            SQLiteJDBCLoader.initialize();
        } catch (Exception mustNotHoldCode) {
            LOG.debug("SQLite's native code is not unpacked in the folder of the ledger");
            System.clearProperty(FOLDER);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
