package dev.fhirgateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Whether a port can be listened on, asked before the server starts: Camel's HTTP server logs a port that is taken,
 * and starts without it.
 */
final class PortCheck {
    private PortCheck() {}

    /**
     * @throws GatewayStartException when the port cannot be had; port 0 always can
     */
    static void free(String host, int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new GatewayStartException("gateway.http.port: cannot listen on " + host + ":" + port + " ("
                    + e.getMessage() + "); choose another with --gateway.http.port=N");
        }
    }
}
