package dev.fhirgateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Whether an address can be listened on, asked before the server starts: Camel's HTTP server logs a port that is taken,
 * and starts without it.
 */
final class PortCheck {
    private static final String PORT = "gateway.http.port";
    private static final String HOST = "gateway.http.host";

    private PortCheck() {}

    /**
     * @throws GatewayStartException when the address or the port cannot be had; says which of the two
     */
    static void free(String host, int port) {
        InetAddress address = address(host);
        cannotListen(address, 0).ifPresent(why -> {
            throw new GatewayStartException(HOST + ": cannot listen on " + host + " (" + why
                    + "); expected an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        });
        cannotListen(address, port).ifPresent(why -> {
            throw new GatewayStartException(PORT + ": cannot listen on " + host + ":" + port + " (" + why
                    + "); choose another with --" + PORT + "=N");
        });
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new GatewayStartException(HOST + ": " + host + " is not known, expected an address of this machine");
        }
    }

    private static Optional<String> cannotListen(InetAddress address, int port) {
        try {
            new ServerSocket(port, 1, address).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
