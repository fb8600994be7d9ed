package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ties the values of a code or coding to a vocabulary ({@code registry-side 8}).
 *
 * @param key of the vocabulary
 * @param strength how much a value from elsewhere matters
 */
public record VocabularyBinding(String key, Strength strength) {
    public VocabularyBinding {
        Objects.requireNonNull(key);
        Objects.requireNonNull(strength);
    }

    /** How much a value from elsewhere matters. */
    public enum Strength {
        /** Taken all the same. */
        PREFERRED,
        /** Refused. */
        REQUIRED;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code {"vocabulary":{key, strength}}}; null when nothing is there. */
    static @Nullable VocabularyBinding read(JsonPlace place) {
        if (place.objectIfThere().isEmpty()) {
            return null;
        }
        JsonPlace vocabulary = place.at("vocabulary");
        vocabulary.object();
        return new VocabularyBinding(
                vocabulary.at("key").text(), vocabulary.at("strength").word(Strength.values(), Strength::text));
    }

    ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        json.putObject("vocabulary").put("key", key).put("strength", strength.text());
        return json;
    }
}
