package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FHIR R4 as HAPI knows it: which types and elements there are, and the verdict of its strict parser. */
final class R4Model {
    private static final Pattern HAPI_CODE = Pattern.compile("^HAPI-\\d+");

    private final FhirContext context;
    private final Set<String> resourceTypes;
    private final BaseRuntimeElementDefinition<?> extension;
    private final Map<String, R4Type> resources = new ConcurrentHashMap<>();
    private final Map<BaseRuntimeElementDefinition<?>, R4Type> types = new ConcurrentHashMap<>();

    private R4Model(FhirContext context) {
        this.context = context;
        this.resourceTypes = Set.copyOf(context.getResourceTypes());
        this.extension = Objects.requireNonNull(context.getElementDefinition("Extension"));
    }

    /** The one model of this process; building it takes about half a second. */
    static R4Model shared() {
        return Shared.MODEL;
    }

    boolean isResourceType(String name) {
        return resourceTypes.contains(name);
    }

    /** Where paths begin: at the resource type if it is one of R4, else at {@code Resource}. */
    String root(@Nullable String resourceType) {
        return resourceType != null && isResourceType(resourceType) ? resourceType : "Resource";
    }

    /** @param type a name for which {@link #isResourceType} holds */
    R4Type resource(String type) {
        return resources.computeIfAbsent(type, name -> type(context.getResourceDefinition(name)));
    }

    /** The type that HAPI defines so, compiled when it is first asked for. */
    R4Type type(BaseRuntimeElementDefinition<?> definition) {
        return types.computeIfAbsent(definition, unknown -> R4Type.compiled(unknown, this));
    }

    BaseRuntimeElementDefinition<?> extension() {
        return extension;
    }

    /**
     * HAPI's verdict.
     *
     * @return empty when it accepts the resource; else the number of its message, or nothing more than that it
     *     refuses. Its words are not passed on: they quote values
     */
    Optional<String> refusal(ObjectNode resource) {
        JacksonStructure structure = new JacksonStructure();
        structure.setNativeObject(PlainNarrative.leftOut(resource));
        try {
            IJsonLikeParser parser = (IJsonLikeParser) context.newJsonParser();
            parser.setParserErrorHandler(new StrictErrorHandler());
            parser.parseResource(structure);
            return Optional.empty();
        } catch (RuntimeException e) {
            // Not only DataFormatException: some malformed content makes HAPI fail with whatever comes.
            Matcher code = HAPI_CODE.matcher(String.valueOf(e.getMessage()));
            return Optional.of(code.find() ? code.group() : "no code");
        }
    }

    private static final class Shared {
        private static final R4Model MODEL = new R4Model(FhirContext.forR4Cached());
    }
}
