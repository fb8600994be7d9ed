package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.Location;

/** A mapping says itself why it does not take a resource, in words that stand in its file. */
final class ToldByMapping extends JsltException {
    private static final long serialVersionUID = 1L;

    ToldByMapping(String text, Location place) {
        super(text, place);
    }
}
