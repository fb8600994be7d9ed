package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            symbol  | 'required':true            | ''
            decimal | 'min':18,'max':120         | 18
            decimal | 'min':18,'max':120         | 120.00
            integer | 'min':-1                   | -1
            symbol  | 'min':2,'max':3            | 'ab'
            symbol  | 'max':1                    | '🩺'
            symbol  | 'min':0                    | ''
            code    | 'enum':['male','female']   | 'female'
            decimal | 'enum':[10.5,12.2]         | 10.50
            symbol  | 'pattern':'[0-9]{3}'       | 'a1234b'
            symbol  | 'pattern':'^[\\\\w-.]+@[\\\\w-]+$' | 'a.b@c'
            symbol  | 'required':false           | null
            """)
    void valuesThatKeepToTheRulesAreTaken(String type, String rules, String value) {
        assertThat(violations(type, rules, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            symbol  | 'required':true            | null       | REQUIRED it: is required
            decimal | 'min':18                   | 17.99      | MIN it: is less than 18
            integer | 'max':120                  | 121        | MAX it: is more than 120
            symbol  | 'min':2                    | 'a'        | MIN it: is shorter than 2 characters
            code    | 'max':3                    | 'male'     | MAX it: is longer than 3 characters
            code    | 'enum':['male','female']   | 'Male'     | ENUM it: is not one of male, female
            decimal | 'enum':[10.5,12.2]         | 10.51      | ENUM it: is not one of 10.5, 12.2
            symbol  | 'pattern':'^[0-9]{3}$'     | '1234'     | PATTERN it: does not match ^[0-9]{3}$
            symbol  | 'pattern':'^[0-9]{3}$'     | '123\\n'   | PATTERN it: does not match ^[0-9]{3}$
            """)
    void othersAreRefusedWithTheReason(String type, String rules, String value, String violation) {
        assertThat(violations(type, rules, value)).containsExactly(violation);
    }

    @Test
    void requiredPropertiesHaveToBeThere() {
        assertThat(Shapes.violations(Shapes.patient("{'it':{'type':'period','rules':[{'required':true}]}}"), "{}"))
                .containsExactly("REQUIRED it: is required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'it':[]}            | MIN it: has fewer than 1 elements
            {'it':['a','b','c']} | MAX it: has more than 2 elements
            {}                   | REQUIRED it: is required
            {'it':['','b']}      | MIN it[0]: is shorter than 1 characters
            """)
    void arraysHaveRulesAndTheirElementsHaveOthers(String data, String violation) {
        // Given
        String array = "{'it':{'type':'array','rules':[{'required':true,'min':1,'max':2}],"
                + "'items':{'type':'symbol','rules':[{'min':1}]}}}";

        // Then
        assertThat(Shapes.violations(Shapes.patient(array), data)).containsExactly(violation);
    }

    @Test
    void anEmptyArrayIsThere() {
        String array = "{'it':{'type':'array','rules':[{'required':true}],'items':{'type':'symbol'}}}";

        assertThat(Shapes.violations(Shapes.patient(array), "{'it':[]}")).isEmpty();
    }

    @Test
    void membersOfAComplexTypeTakeRulesOfTheProfile() {
        // Given
        String name = "{'name':{'type':'array','items':{'type':'humanname','properties':{"
                + "'family':{'type':'symbol','rules':[{'required':true,'max':3}]},"
                + "'given':{'type':'array','items':{'type':'symbol','rules':[{'min':2}]}}}}}}";

        // When
        List<String> violations = Shapes.violations(
                Shapes.patient(name), "{'name':[{'family':'Abcd','given':['Al','B']},{'use':'usual','given':[]}]}");

        // Then
        assertThat(violations)
                .containsExactlyInAnyOrder(
                        "MAX name[0].family: is longer than 3 characters",
                        "MIN name[0].given[1]: is shorter than 2 characters",
                        "REQUIRED name[1].family: is required");
    }

    @Test
    void longListsAreNotToldInFull() {
        // Given
        String listed = "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21";

        // Then
        assertThat(violations("integer", "'enum':[" + listed + "]", "22"))
                .containsExactly("ENUM it: is not one of the 21 values that the profile lists");
    }

    private static List<String> violations(String type, String rules, String value) {
        String properties = "{'it':{'type':'" + type + "','rules':[{" + rules + "}]}}";
        return Shapes.violations(Shapes.patient(properties), "{'it':" + value + "}");
    }
}
