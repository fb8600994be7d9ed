package dev.fhirgateway.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native code. The driver would unpack it in the folder of all users, compare it with what it has unpacked byte by
 * byte, which takes a start longer than all else about the file, and leave it there when the process is killed. So it is
 * unpacked here, in a folder of its own, where whatever is left is known to be of nobody.
 */
final class NativeCode {
    /** Where the driver finds it unpacked. */
    static final String FOLDER = "org.sqlite.lib.path";

    /** Where the driver unpacks it, when it has to. */
    static final String DRIVERS_FOLDER = "org.sqlite.tmpdir";

    private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);

    private NativeCode() {}

    /**
     * Has it loaded from there, once in the life of this process; where that folder must not hold code, the driver unpacks
     * it otherwise. An operator who has set a folder knows why.
     *
     * @param folder is used by this process alone
     */
    static synchronized void unpackIn(Path folder) {
        if (System.getProperty(FOLDER) != null || System.getProperty(DRIVERS_FOLDER) != null) {
            return;
        }
        try {
            unpack(folder);
            System.setProperty(FOLDER, folder.toAbsolutePath().toString());
            SQLiteJDBCLoader.initialize();
        } catch (Exception mustNotHoldCode) {
            LOG.debug("SQLite's native code is not unpacked in the folder of the ledger");
            System.clearProperty(FOLDER);
        }
    }

    private static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path left : filesIn(folder)) {
            Files.delete(left);
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        Path code = folder.resolve(name);
        String packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream bytes = Objects.requireNonNull(SQLiteJDBCLoader.class.getResourceAsStream(packed))) {
            Files.copy(bytes, code);
        }
        code.toFile().deleteOnExit();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
