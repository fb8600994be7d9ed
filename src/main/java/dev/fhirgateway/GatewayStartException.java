package dev.fhirgateway;

import dev.fhirgateway.access.ClientsException;
import dev.fhirgateway.ledger.LedgerException;
import dev.fhirgateway.settings.SettingsException;
import dev.fhirgateway.translation.MappingException;
import org.apache.camel.PropertyBindingException;

/** The gateway cannot start; the message tells the operator why, in plain words. */
public final class GatewayStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayStartException(String message) {
        super(message);
    }

    private GatewayStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Keeps the words of what an operator can mend; anything else is told by its kind and its root. */
    static GatewayStartException of(Exception fault) {
        if (fault instanceof GatewayStartException known) {
            return known;
        }
        if (fault instanceof SettingsException
                || fault instanceof ClientsException
                || fault instanceof LedgerException
                || fault instanceof MappingException) {
            return new GatewayStartException(String.valueOf(fault.getMessage()), fault);
        }
        if (fault instanceof UserRoutesException routes) {
            StringBuilder message = new StringBuilder("The routes in the config folder cannot be used:");
            routes.problems().forEach(problem -> message.append("\n- ").append(problem));
            return new GatewayStartException(message.toString(), fault);
        }
        Throwable root = fault;
        while (root.getCause() != null && !(root instanceof PropertyBindingException)) {
            root = root.getCause();
        }
        if (root instanceof PropertyBindingException option) {
            // Without its message, which repeats the value: that may be the password of a key store.
            String prefix = String.valueOf(option.getOptionPrefix());
            return new GatewayStartException(prefix + (prefix.endsWith(".") ? "" : ".") + option.getPropertyName()
                    + ": Camel has no such option, or the option cannot take its value");
        }
        return new GatewayStartException(
                "The gateway cannot start: " + root.getClass().getSimpleName() + ": " + root.getMessage(), fault);
    }
}
