package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.BulkBody;
import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.settings.DeliveryMode;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.BulkWrite.Form;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.util.Locale;
import java.util.Objects;

/**
 * What all writes that share a request have in common.
 *
 * @param form which request it is
 * @param target what they write
 */
record BulkShape(Form form, Target target) {
    BulkShape {
        Objects.requireNonNull(form);
        Objects.requireNonNull(target);
    }

    /** @param mode bulk or bundle */
    static BulkShape of(DeliveryMode mode, Target target) {
        return new BulkShape(mode == DeliveryMode.BUNDLE ? Form.BUNDLE : Form.BULK, target);
    }

    static BulkShape of(BulkWrite bulk) {
        return new BulkShape(bulk.form(), bulk.target());
    }

    /** What the request looks like. */
    BulkBody body() {
        if (form == Form.BULK) {
            return BulkBody.LIST;
        }
        return target == Target.RESOURCE ? BulkBody.RESOURCE_BUNDLE : BulkBody.RELATIONSHIP_BUNDLE;
    }

    /** The most bytes that it may have. */
    long most(BulkSettings settings) {
        return form == Form.BULK ? settings.bytes() : settings.bundleBytes();
    }

    /** The endpoint that it goes to, in words; all bundles go to one. */
    String endpoint() {
        return form == Form.BUNDLE
                ? "bundles"
                : "bulk requests for " + target.name().toLowerCase(Locale.ROOT) + "s";
    }
}
