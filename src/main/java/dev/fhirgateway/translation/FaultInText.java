package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.Location;

/** A fault of a mapping's text that JSLT would find too, but not tell the place of. */
final class FaultInText extends JsltException {
    private static final long serialVersionUID = 1L;

    FaultInText(String message, Location place) {
        super(message, place);
    }
}
