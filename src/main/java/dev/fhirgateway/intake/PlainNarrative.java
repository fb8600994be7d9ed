package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows the narratives that HAPI's parser accepts for certain ({@code FHIR R4 narrative.html}): a {@code div} of well
 * formed, unprefixed elements with quoted attributes, text, and the four entities that XML has for markup. HAPI reads a
 * narrative twice, and sets a parser with a table of all entities up for each, which is a fifth of what a Patient costs.
 * Whatever is not as plain as this is left to HAPI, right or wrong.
 */
final class PlainNarrative {
    private static final String BEGIN = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";
    private static final String[] ENTITIES = {"&lt;", "&gt;", "&amp;", "&quot;"};
    private static final int DEEPEST = 30;

    /** Elements whose content HAPI reads as XML; not {@code script}, for one. */
    static final Set<String> ELEMENTS = Set.of(
            ("a b blockquote br caption code col dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre small span strong sub sup"
                            + " table tbody td tfoot th thead tr tt ul")
                    .split(" "));

    private final String div;
    private final Deque<String> open = new ArrayDeque<>();
    private int at;

    private PlainNarrative(String div) {
        this.div = div;
    }

    /** The resource without its narrative when that is plain: the verdict on both is the same. Else the resource. */
    static ObjectNode leftOut(ObjectNode resource) {
        if (!(resource.get("text") instanceof ObjectNode text) || text.has("_div")) {
            return resource;
        }
        JsonNode div = text.get("div");
        if (div == null || !div.isTextual() || !isPlain(div.textValue())) {
            return resource;
        }
        ObjectNode rest = resource.objectNode();
        rest.setAll(resource);
        rest.set("text", text.objectNode().<ObjectNode>setAll(text).without("div"));
        return rest;
    }

    static boolean isPlain(String div) {
        return div.startsWith(BEGIN) && new PlainNarrative(div).read();
    }

    private boolean read() {
        at = BEGIN.length();
        open.push("div");
        while (!open.isEmpty()) {
            if (at >= div.length() || !(div.charAt(at) == '<' ? tag() : text())) {
                return false;
            }
        }
        return at == div.length();
    }

    private boolean text() {
        char c = div.charAt(at);
        if (c == '&') {
            return entity();
        }
        at++;
        return isPlain(c) && c != ']' && c != '>';
    }

    private boolean entity() {
        for (String entity : ENTITIES) {
            if (div.startsWith(entity, at)) {
                at += entity.length();
                return true;
            }
        }
        return false;
    }

    private boolean tag() {
        if (div.startsWith("</", at)) {
            at += 2;
            return word().equals(open.pop()) && next('>');
        }
        at++;
        String name = word();
        if (!ELEMENTS.contains(name) || open.size() > DEEPEST || !attributes()) {
            return false;
        }
        if (next('/')) {
            return next('>');
        }
        open.push(name);
        return next('>');
    }

    private boolean attributes() {
        Set<String> names = new HashSet<>();
        while (next(' ')) {
            if (at < div.length() && div.charAt(at) == '/') {
                return true;
            }
            String name = word();
            if (name.isEmpty() || name.startsWith("xml") || !names.add(name) || !next('=') || !value()) {
                return false;
            }
        }
        return true;
    }

    private boolean value() {
        if (!next('"')) {
            return false;
        }
        while (at < div.length() && div.charAt(at) != '"') {
            char c = div.charAt(at++);
            if (!isPlain(c) || c == '<' || c == '>' || c == '&') {
                return false;
            }
        }
        return next('"');
    }

    /** Letters and digits of ASCII, a small letter first. */
    private String word() {
        int from = at;
        while (at < div.length() && isOfWord(div.charAt(at), at == from)) {
            at++;
        }
        return div.substring(from, at);
    }

    private boolean next(char wanted) {
        boolean there = at < div.length() && div.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private static boolean isOfWord(char c, boolean first) {
        return (c >= 'a' && c <= 'z') || (!first && c >= '0' && c <= '9');
    }

    /** Neither a control character nor half of a pair. */
    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7F) || c == '\n' || (c >= 0xA0 && c < 0xD800);
    }
}
