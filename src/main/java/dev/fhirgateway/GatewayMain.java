package dev.fhirgateway;

public final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] args) {}
}
