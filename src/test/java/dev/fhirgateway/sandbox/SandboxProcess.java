package dev.fhirgateway.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox command in a process of its own, which can be killed. */
final class SandboxProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final URI url;

    private SandboxProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static SandboxProcess start(String... options) throws IOException {
        return withHeap("256m", options);
    }

    /** @param heap as {@code -Xmx} takes it, such as {@code 512m} */
    static SandboxProcess withHeap(String heap, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fhirgateway.GatewayMain",
                "sandbox",
                "--port",
                "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new SandboxProcess(process, url(process));
    }

    private static URI url(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher found = URL.matcher(line);
            if (found.find()) {
                return URI.create(found.group());
            }
            said.append(line).append('\n');
        }
        throw new IOException("the sandbox did not start; it said: " + said);
    }

    RegistryClient client() {
        return new RegistryClient(url, "sandbox");
    }

    /** As {@code kill -9} does it: nothing in the process has a say. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
