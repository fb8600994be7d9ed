package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * The question whether the registry answers at all. It asks for a record that there is not, so that nothing of a record
 * can be the reason when it does not.
 *
 * @param origin on whose behalf
 * @param resourceType a FHIR type that the registry takes from there
 */
public record LifeSign(Origin origin, String resourceType) implements Errand {
    public LifeSign {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(resourceType);
    }

    /** The name of the record as the registry would have it. */
    public RecordName record() {
        return new RecordName(resourceType.toLowerCase(Locale.ROOT), "gateway-life-sign");
    }

    @Override
    public String sourceKey() {
        return origin.sourceKey();
    }

    @Override
    public String client() {
        return origin.client();
    }

    @Override
    public String key() {
        return sourceKey() + "/" + record().type() + "/" + record().id();
    }

    @Override
    public Instant since() {
        return origin.receivedAt();
    }

    @Override
    public Instant deadline() {
        return origin.deadline();
    }
}
