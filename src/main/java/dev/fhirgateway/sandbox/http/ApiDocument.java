package dev.fhirgateway.sandbox.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fhirgateway.registry.RegistryJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The OpenAPI document of the sandbox, and the page that shows it. All of it is read from the class path, at the moment
 * when it is asked for: sandboxes are many in a test, and few of them are asked.
 */
final class ApiDocument {
    private static final String DOCUMENT = "/openapi/sandbox.yaml";
    private static final String PAGE = "/openapi/page/";
    private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/";
    private static final String VIEWER_POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private ApiDocument() {}

    /** The document as JSON; it is written in YAML, for people. */
    static byte[] json() {
        try {
            return RegistryJson.bytes(new YAMLMapper().readTree(bytes(DOCUMENT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the page that is ours. */
    static byte[] ofPage(String name) {
        return bytes(PAGE + name);
    }

    /** A file of the viewer, whose folder bears its version. */
    static byte[] ofViewer(String name) {
        return bytes(VIEWER + viewerVersion() + "/" + name);
    }

    private static String viewerVersion() {
        try (InputStream in = open(VIEWER_POM)) {
            Properties pom = new Properties();
            pom.load(in);
            return Objects.requireNonNull(pom.getProperty("version"), VIEWER_POM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(ApiDocument.class.getResourceAsStream(resource), resource);
    }
}
