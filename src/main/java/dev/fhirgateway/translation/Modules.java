package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.ResourceResolver;
import com.schibsted.spt.data.jslt.impl.ExperimentalModule;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The modules that one mapping imports, and theirs; keeps their texts, for they belong to its version. */
final class Modules implements ResourceResolver {
    private static final int DIGITS = 12;

    private final UnaryOperator<String> texts;
    private final Map<String, String> imported = new TreeMap<>();

    /** @param texts the text of a module by its name; throws a JSLT error for one that is not there */
    Modules(UnaryOperator<String> texts) {
        this.texts = texts;
    }

    /**
     * The same modules under {@link WorkLimit}.
     *
     * @param functions takes the functions that they need then
     */
    ResourceResolver limited(Collection<Function> functions) {
        return name -> new StringReader(LimitedText.ofModule(name, text(name), functions, this::check));
    }

    /** Throws a JSLT error when there is no such module, neither here nor in JSLT. */
    void check(String name) {
        if (!name.equals(ExperimentalModule.URI)) {
            text(name);
        }
    }

    @Override
    public Reader resolve(String name) {
        return new StringReader(text(name));
    }

    private String text(String name) {
        return imported.computeIfAbsent(name, texts);
    }

    /** The version of a mapping with this text, once it has been compiled. */
    String versionWith(String text) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        imported.forEach(
                (name, module) -> digest.update(('\0' + name + '\0' + module).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
