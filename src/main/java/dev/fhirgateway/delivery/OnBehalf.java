package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.Errand;
import dev.fhirgateway.upsert.RegistryCommand;

/** Where a call stands; whatever becomes of it, what it is made for is not lost. */
sealed interface OnBehalf permits RegistryRequest, RegistryResponse {
    /** On whose behalf the call is made. */
    Errand errand();

    /** What a body is about: a fault can come before its call, in it, or after. */
    static Errand errand(Object body) {
        return body instanceof OnBehalf call ? call.errand() : (Errand) body;
    }

    /** The same where it is the write of an entry. */
    static RegistryCommand command(Object body) {
        return (RegistryCommand) errand(body);
    }
}
