package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.Profile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainedRecordsTest {
    private static final Profile OFFICE = Shapes.profile(
            "office",
            "{'type':'ROOT','properties':{},'contained':{"
                    + "'primaryPaymentMethod':{'types':['paymentMethod'],'cardinality':'0:1'},"
                    + "'hours':{'types':['hours','holiday'],'cardinality':'0:*'}}}");
    private static final Map<String, Profile> PROFILES = Map.of(
            "paymentMethod",
            Shapes.contained("paymentMethod", "{'value':{'type':'symbol','rules':[{'required':true}]}}"),
            "hours",
            Shapes.profile(
                    "hours",
                    "{'type':'CONTAINED','properties':{},'contained':{'hours':{'types':['hours'],'cardinality':'0:*'}}}"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'fax':[]} | UNKNOWN_CONTAIN_KEY contained.fax: is not a contain key of office
            {'hours':{}} | TYPE contained.hours: is not an array
            {'hours':[{'type':'paymentMethod','data':{}}]} | CONTAINED_TYPE contained.hours[0].type: is not one of hours, holiday
            {'hours':[{'data':{}}]} | CONTAINED_TYPE contained.hours[0].type: is not one of hours, holiday
            {'hours':[{'type':'hours'}]} | TYPE contained.hours[0].data: is not an object
            {'primaryPaymentMethod':[{'type':'paymentMethod','data':{'value':7}}]} | TYPE contained.primaryPaymentMethod[0].data.value: is not a string
            {'hours':[{'type':'hours','data':{},'contained':{'hours':[{'type':'hours','data':{'x':1}}]}}]} | UNKNOWN_PROPERTY contained.hours[0].contained.hours[0].data.x: is not a property of the profile
            """)
    void whatIsBrokenInThemIsToldWithItsPath(String contained, String violation) {
        assertThat(Shapes.violations(OFFICE, "{}", contained, PROFILES)).containsExactly(violation);
    }

    @Test
    void whatKeepsToTheProfilesIsTaken() {
        assertThat(Shapes.violations(
                        OFFICE,
                        "{}",
                        "{'primaryPaymentMethod':[{'id':'1','type':'paymentMethod','data':{'value':'Visa'}}],'hours':[]}",
                        PROFILES))
                .isEmpty();
    }

    @Test
    void anAllowedTypeWithoutAProfileMayHoldAnything() {
        assertThat(Shapes.violations(OFFICE, "{}", "{'hours':[{'type':'holiday','data':{'any':[1]}}]}", PROFILES))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0:1 | 0 | true
            0:1 | 1 | true
            0:1 | 2 | false
            1:1 | 0 | false
            1:1 | 1 | true
            1:1 | 2 | false
            0:* | 0 | true
            0:* | 3 | true
            1:* | 0 | false
            1:* | 3 | true
            """)
    void thereAreAsManyAsTheCardinalityAllows(String cardinality, int count, boolean allowed) {
        // Given
        Profile root = Shapes.profile(
                "office",
                "{'type':'ROOT','properties':{},'contained':{'it':{'types':['any'],'cardinality':'" + cardinality
                        + "'}}}");
        String records = String.join(",", Collections.nCopies(count, "{'type':'any','data':{}}"));

        // When
        List<String> violations = Shapes.violations(root, "{}", "{'it':[" + records + "]}", Map.of());

        // Then
        assertThat(violations)
                .isEqualTo(
                        allowed
                                ? List.of()
                                : List.of("CARDINALITY contained.it: has " + count + " records, where " + cardinality
                                        + " are allowed"));
    }

    @Test
    void aContainKeyThatHasToBeThereIsMissedAlsoWhenNothingIsContained() {
        Profile root = Shapes.profile(
                "office", "{'type':'ROOT','properties':{},'contained':{'it':{'types':['any'],'cardinality':'1:*'}}}");

        assertThat(Shapes.violations(root, "{}"))
                .containsExactly("CARDINALITY contained.it: has 0 records, where 1:* are allowed");
    }

    @Test
    void theyNestEightDeepAndNoDeeper() {
        assertThat(Shapes.violations(OFFICE, "{}", nested(8), PROFILES)).isEmpty();
        assertThat(Shapes.violations(OFFICE, "{}", nested(9), PROFILES))
                .containsExactly("DEPTH contained" + ".hours[0].contained".repeat(8) + ": is nested deeper than 8");
    }

    private static String nested(int depth) {
        String contained = "{}";
        for (int i = 0; i < depth; i++) {
            contained = "{'hours':[{'type':'hours','data':{},'contained':" + contained + "}]}";
        }
        return contained;
    }
}
