package dev.fhirgateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a secret that is mounted as a file, the way Docker and Kubernetes hand them out. */
final class SecretFile {
    private SecretFile() {}

    /**
     * Reads the file that was given for a secret.
     *
     * @param fileKey the key that names the file
     * @param path what was given for that key
     * @return the content without the white space around it; empty when a problem was told
     */
    static Optional<GivenValue> read(String fileKey, GivenValue path, List<String> problems) {
        String content;
        try {
            content = Files.readString(Path.of(path.text().strip())).strip();
        } catch (IOException | InvalidPathException e) {
            path.refuse(fileKey, "the file does not exist or cannot be read as text", problems);
            return Optional.empty();
        }
        if (content.isEmpty()) {
            path.refuse(fileKey, "the file is empty", problems);
            return Optional.empty();
        }
        return Optional.of(new GivenValue(content, "file named by " + fileKey + ", " + path.where()));
    }
}
