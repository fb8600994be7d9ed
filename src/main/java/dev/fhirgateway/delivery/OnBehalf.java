package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.RegistryCommand;

/** Where the call of a command stands; whatever becomes of it, the command is not lost. */
sealed interface OnBehalf permits RegistryRequest, RegistryResponse {
    /** On whose behalf the call is made. */
    RegistryCommand command();

    /** The command that a body is about: a fault can come before its call, in it, or after. */
    static RegistryCommand command(Object body) {
        return body instanceof OnBehalf call ? call.command() : (RegistryCommand) body;
    }
}
