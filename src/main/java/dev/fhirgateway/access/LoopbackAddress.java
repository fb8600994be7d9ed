package dev.fhirgateway.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether a peer is on this machine. */
final class LoopbackAddress {
    private LoopbackAddress() {}

    /**
     * @param address the literal IP address of a connected peer, so nothing is looked up
     */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
