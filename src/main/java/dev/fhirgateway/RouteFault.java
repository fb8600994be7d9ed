package dev.fhirgateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;

/**
 * What Camel says of a route that it cannot make, for someone who writes routes and not Camel. Its own messages are long,
 * nest in each other, and repeat values of the file.
 *
 * @param reason in plain words
 * @param word stands in the line that is at fault; empty when none is known
 */
record RouteFault(String reason, String word) {
    private static final Pattern PLACEHOLDER = Pattern.compile("Property with key \\[([^]]+)] not found");
    private static final Pattern OPTION = Pattern.compile("Unknown parameters=\\[\\{([^=,}]+)=");
    private static final Pattern CONSUMED = Pattern.compile("Multiple consumers for the same endpoint .*: (\\S+)");
    private static final Pattern YAML_WORD = Pattern.compile("(Unknown node id|Unsupported field): (\\S+)");
    private static final Pattern PLACE = Pattern.compile("(?s) at location \\d+.*| because: .*");

    /** The most telling of a fault and its causes: the deepest that is known. */
    static RouteFault of(Throwable fault) {
        RouteFault told = null;
        Throwable root = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            RouteFault known = known(cause);
            told = known == null ? told : known;
            root = cause;
        }
        return told == null ? new RouteFault(plain(root), "") : told;
    }

    private static @Nullable RouteFault known(Throwable fault) {
        if (fault instanceof MarkedYamlEngineException yaml) {
            return yaml(yaml);
        }
        if (fault instanceof NoSuchBeanException bean) {
            return new RouteFault("there is no bean named " + bean.getName(), String.valueOf(bean.getName()));
        }
        if (fault instanceof NoSuchLanguageException language) {
            return new RouteFault(
                    "there is no language named " + language.getLanguage() + " in this gateway",
                    String.valueOf(language.getLanguage()));
        }
        if (fault instanceof NoSuchEndpointException endpoint) {
            String scheme = String.valueOf(endpoint.getUri()).replaceFirst(":.*", "");
            return new RouteFault("there is no component named " + scheme + " in this gateway", scheme + ":");
        }
        if (fault instanceof ClassNotFoundException type) {
            return new RouteFault("there is no class " + type.getMessage(), String.valueOf(type.getMessage()));
        }
        if (fault instanceof TypeConversionException conversion) {
            return new RouteFault(
                    "a value cannot be read as a " + conversion.getToType().getSimpleName(),
                    String.valueOf(conversion.getValue()));
        }
        return byMessage(fault);
    }

    private static @Nullable RouteFault byMessage(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        Matcher placeholder = PLACEHOLDER.matcher(message);
        if (placeholder.find()) {
            String key = placeholder.group(1);
            return new RouteFault(
                    "{{" + key + "}} has no value; set " + key + " in config/application.properties", key);
        }
        Matcher option = OPTION.matcher(message);
        if (fault instanceof ResolveEndpointFailedException endpoint && option.find()) {
            String uri =
                    String.valueOf(endpoint.getUri()).replaceFirst("\\?.*", "").replace("://", ":");
            return new RouteFault(uri + " has no option " + option.group(1), option.group(1));
        }
        Matcher consumed = CONSUMED.matcher(message);
        if (consumed.find()) {
            String uri = consumed.group(1).replace("://", ":");
            return new RouteFault(uri + " is the start of another route already", uri);
        }
        return null;
    }

    private static RouteFault yaml(MarkedYamlEngineException fault) {
        if (fault instanceof ParserException || fault instanceof ScannerException) {
            return new RouteFault("not YAML: " + fault.getProblem(), "");
        }
        if (fault instanceof DuplicateKeyException) {
            return new RouteFault("the same key twice", "");
        }
        Matcher word = YAML_WORD.matcher(String.valueOf(fault.getMessage()));
        return word.find()
                ? new RouteFault(word.group(2) + " is not a word of Camel's YAML at this place", word.group(2))
                : new RouteFault(plain(fault), "");
    }

    /** The first line of a message, without passwords in URIs. */
    private static String plain(Throwable fault) {
        String message = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        String line = message.lines()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("not readable")
                .strip();
        return URISupport.sanitizeUri(PLACE.matcher(line).replaceFirst(""));
    }
}
