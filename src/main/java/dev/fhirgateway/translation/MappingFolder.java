package dev.fhirgateway.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where mapping files are: {@code <config>/mappings} of the operator, and {@code /mappings} in the jar behind it.
 * A file {@code <Type>.jslt} is the mapping of that FHIR type; one whose name starts with a small letter is a module,
 * for others to import.
 */
final class MappingFolder {
    /** What tells one version of a file from the next. */
    record Stamp(FileTime modified, long size) {}

    private static final String SUFFIX = ".jslt";

    private final Path folder;

    private MappingFolder(Path folder) {
        this.folder = folder;
    }

    /** The operator's, in the config folder. */
    static MappingFolder of(Path config) {
        return at(config.resolve("mappings"));
    }

    /** Any folder. */
    static MappingFolder at(Path folder) {
        return new MappingFolder(folder);
    }

    /** The name by which people know the operator's file of a type; the folder's real place is nobody's business. */
    static String displayName(String type) {
        return "config/mappings/" + fileName(type);
    }

    /** The operator's files by name, mappings and modules, in order of name; none when there is no such folder. */
    Map<String, Stamp> stamps() throws IOException {
        Map<String, Stamp> stamps = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return stamps;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                stamp(file).ifPresent(stamp -> stamps.put(file.getFileName().toString(), stamp));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return stamps;
    }

    /** That of one file; empty when it is gone, which an editor may do between the listing and the look at it. */
    static Optional<Stamp> stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The FHIR type that a file is the mapping of; empty for a module. */
    static Optional<String> typeOf(String fileName) {
        return fileName.endsWith(SUFFIX) && Character.isUpperCase(fileName.charAt(0))
                ? Optional.of(fileName.substring(0, fileName.length() - SUFFIX.length()))
                : Optional.empty();
    }

    /** The name of the file that is the mapping of {@code type}. */
    static String fileName(String type) {
        return type + SUFFIX;
    }

    /** The types that have a mapping among files of these names, in order of name. */
    static List<String> types(Collection<String> fileNames) {
        return fileNames.stream()
                .map(MappingFolder::typeOf)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /** The operator's mapping of {@code type}, there or not. */
    Path file(String type) {
        return folder.resolve(fileName(type));
    }

    /** The text of a module of the operator; empty when there is none of that name. */
    Optional<String> module(String fileName) throws IOException {
        Path own = folder.resolve(fileName);
        return Files.isRegularFile(own) ? Optional.of(Files.readString(own)) : Optional.empty();
    }

    /** The text of a mapping or module in the jar; empty when none of that name is shipped. */
    static Optional<String> shipped(String fileName) {
        try (InputStream stream = MappingFolder.class.getResourceAsStream("/mappings/" + fileName)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
