package dev.fhirgateway.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What others say of an entry, fit to be kept and shown: on one line, not too long, and without any word or number that
 * was sent as a value. The registry may quote what it complains of ({@code registry-side 14.24}), as a whole or a part of it.
 */
final class MaskedWords {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{2,}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");
    private static final String MASK = "***";
    private static final int LONGEST = 1_000;

    private MaskedWords() {}

    /**
     * @param words what is said
     * @param sent JSON that it may quote
     * @param id of the record, which may stand as it is; null for none
     */
    static String of(String words, InputStream sent, @Nullable String id) {
        Set<String> values = new HashSet<>();
        if (!collect(sent, values)) {
            return MASK;
        }
        if (id != null) {
            Set<String> own = new HashSet<>();
            collect(id, own);
            values.removeAll(own);
        }
        return bounded(WORD.matcher(line(words))
                .replaceAll(word -> values.contains(lower(word.group())) ? MASK : word.group()));
    }

    /** Words of the gateway itself, which never quotes what was sent. */
    static String own(String words) {
        return bounded(line(words));
    }

    private static String line(String words) {
        return CONTROLS.matcher(words).replaceAll(" ");
    }

    private static String bounded(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
    }

    /** Whether all could be read, and there was something. */
    private static boolean collect(InputStream sent, Set<String> words) {
        boolean any = false;
        try (JsonParser json = JSON.createParser(sent)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                any = true;
                if (token.isScalarValue()) {
                    collect(json.getText(), words);
                }
            }
            return any;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static void collect(String value, Set<String> words) {
        Matcher matcher = WORD.matcher(value);
        while (matcher.find()) {
            words.add(lower(matcher.group()));
        }
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
