package dev.fhirgateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.BiConsumer;
import org.hl7.fhir.instance.model.api.IBaseEnumFactory;
import org.junit.jupiter.api.Test;

/** The compiled tables have what HAPI's definitions have, and their codes are those that HAPI takes. */
class R4ModelTest {
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final R4Model MODEL = R4Model.shared();

    @Test
    void everyElementOfEveryResourceIsKnownByEachOfItsNames() {
        forEachChild((type, child) -> child.getValidChildNames().stream()
                .filter(name -> !name.equals(child.getElementName() + "Resource"))
                .forEach(name -> assertThat(MODEL.resource(type.getName()).element(name))
                        .as(type.getName() + "." + name)
                        .satisfies(element -> {
                            assertThat(element.name()).isEqualTo(child.getElementName());
                            assertThat(element.repeats()).isEqualTo(child.isMultipleCardinality());
                        })));
    }

    @Test
    void aNameThatOnlyHapiHasIsUnknown() {
        assertThat(MODEL.resource("Patient").element("deceased[x]")).isNull();
        assertThat(MODEL.resource("Patient").element("deceased")).isNull();
        assertThat(MODEL.resource("Patient").element("managingOrganizationResource"))
                .isNull();
    }

    @Test
    void allNamesOfAChoiceAreOneAndNothingElseIs() {
        R4Type extension = MODEL.type(MODEL.extension());

        assertThat(extension.element("valueString"))
                .satisfies(element -> assertThat(element.choice()).isNotZero());
        assertThat(extension.element("valueHumanName")).satisfies(element -> assertThat(element.choice())
                .isEqualTo(extension.element("valueString").choice()));
        assertThat(extension.element("url"))
                .satisfies(element -> assertThat(element.choice()).isZero());
    }

    @Test
    void everyCodeOfABoundElementIsTakenByHapi() {
        forEachChild((type, child) -> {
            if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound) {
                R4Primitive primitive = MODEL.resource(type.getName())
                        .element(child.getElementName())
                        .primitive();
                for (Enum<?> constant : bound.getBoundEnumType().getEnumConstants()) {
                    if (!constant.name().equals("NULL")) {
                        assertTaken(primitive, code(bound, constant));
                    }
                }
                assertThat(primitive.accepts(TextNode.valueOf("zz"))).isFalse();
                assertThat(primitive.refuses("zz")).isTrue();
            }
        });
    }

    private static void assertTaken(R4Primitive primitive, String code) {
        assertThat(primitive.accepts(TextNode.valueOf(code))).as(code).isTrue();
        assertThat(primitive.refuses(code)).as(code).isFalse();
    }

    @SuppressWarnings("unchecked") // the factory that HAPI gives with an enumeration is the one of its constants
    private static String code(RuntimeChildPrimitiveEnumerationDatatypeDefinition child, Enum<?> constant) {
        return ((IBaseEnumFactory<Enum<?>>) child.getInstanceConstructorArguments()).toCode(constant);
    }

    private static void forEachChild(BiConsumer<RuntimeResourceDefinition, BaseRuntimeChildDefinition> consumer) {
        for (String name : CONTEXT.getResourceTypes()) {
            RuntimeResourceDefinition type = CONTEXT.getResourceDefinition(name);
            type.getChildren().forEach(child -> consumer.accept(type, child));
        }
    }
}
