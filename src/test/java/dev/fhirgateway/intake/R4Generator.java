package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;

/** Makes valid resources of any type of R4 from HAPI's definitions, the same ones for the same seed. */
final class R4Generator {
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DIV = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Zzmarker</p></div>";

    private final Random random;

    R4Generator(Random random) {
        this.random = random;
    }

    ObjectNode resource(String type) {
        return resource(type, 0);
    }

    private ObjectNode resource(String type, int depth) {
        ObjectNode resource = object(CONTEXT.getResourceDefinition(type), depth);
        resource.put("resourceType", type).put("id", "zz-" + random.nextInt(1000));
        return resource;
    }

    private ObjectNode object(BaseRuntimeElementDefinition<?> type, int depth) {
        ObjectNode object = NODES.objectNode();
        boolean extension = type.getName().equals("Extension");
        for (BaseRuntimeChildDefinition child : ((BaseRuntimeElementCompositeDefinition<?>) type).getChildren()) {
            boolean wanted = extension
                    ? child.getElementName().equals("value")
                    : random.nextInt(child instanceof RuntimeChildExtension ? 16 : 2 + 2 * depth) == 0;
            // What is contained contains nothing itself.
            if (wanted && (depth == 0 || !child.getElementName().equals("contained"))) {
                add(object, child, depth);
            }
        }
        if (extension || object.isEmpty()) {
            object.put(extension ? "url" : "id", "urn:zz");
        }
        return object;
    }

    private void add(ObjectNode object, BaseRuntimeChildDefinition child, int depth) {
        // HAPI's model offers markup as a choice, its parser does not take it.
        List<String> names = child.getValidChildNames().stream()
                .filter(name -> !name.endsWith("Xhtml"))
                .filter(name -> !name.equals(child.getElementName() + "Resource"))
                .sorted()
                .toList();
        String name = names.get(random.nextInt(names.size()));
        BaseRuntimeElementDefinition<?> type = child instanceof RuntimeChildExtension
                ? CONTEXT.getElementDefinition("Extension")
                : child.getChildByName(name);
        if (child.isMultipleCardinality()) {
            ArrayNode list = NODES.arrayNode();
            for (int i = random.nextInt(3); i >= 0; i--) {
                list.add(value(child, type, depth));
            }
            object.set(name, list);
        } else {
            object.set(name, value(child, type, depth));
            if (object.get(name).isValueNode()
                    && random.nextInt(16) == 0
                    && !name.equals("div")
                    && !name.equals("id")) {
                object.putObject("_" + name).put("id", "zz");
            }
        }
    }

    private JsonNode value(BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> type, int depth) {
        return switch (type.getChildType()) {
            case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> resource("Organization", depth + 2);
            case ID_DATATYPE, PRIMITIVE_DATATYPE -> primitive(child, type.getName());
            case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> NODES.textNode(DIV);
            default -> object(type, depth + 1);
        };
    }

    private JsonNode primitive(BaseRuntimeChildDefinition child, String type) {
        if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound) {
            return NODES.textNode(code(bound));
        }
        return switch (type) {
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "integer" -> NODES.numberNode(random.nextInt());
            case "positiveInt", "unsignedInt" -> NODES.numberNode(1 + random.nextInt(1000));
            case "decimal" ->
                NODES.numberNode(new BigDecimal(random.nextInt(100_000)).movePointLeft(random.nextInt(9)));
            case "date" -> text("2024-02-29", "1970", "1999-12");
            case "dateTime" -> text("2024-02-29", "1970", "1999-12", "2020-06-30T23:59:59.123+02:00");
            case "instant" -> text("2020-06-30T23:59:59Z", "2020-06-30T23:59:59.123456-05:30");
            case "base64Binary" -> text("Wno=", "Wno3");
            case "code", "id" -> text("zz", "zz-1");
            case "time" -> text("10:00:00");
            default -> text("Zzmarker", "Zz märker \ud83d\ude00", "urn:zz", "Group/zz", "http://example.org/zz?a=b|c");
        };
    }

    private JsonNode text(String... texts) {
        return NODES.textNode(texts[random.nextInt(texts.length)]);
    }

    @SuppressWarnings("unchecked") // the factory that HAPI gives with an enumeration is the one of its constants
    private String code(RuntimeChildPrimitiveEnumerationDatatypeDefinition child) {
        List<? extends Enum<?>> codes = List.of(child.getBoundEnumType().getEnumConstants()).stream()
                .filter(code -> !code.name().equals("NULL"))
                .toList();
        return ((IBaseEnumFactory<Enum<?>>) child.getInstanceConstructorArguments())
                .toCode(codes.get(random.nextInt(codes.size())));
    }
}
