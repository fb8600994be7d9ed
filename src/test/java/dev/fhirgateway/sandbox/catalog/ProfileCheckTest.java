package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.Problem;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.PropertyDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'type':'period','rules':[{'min':1}]}       | properties.it.rules.min: is no rule for period
            {'type':'object','rules':[{'enum':[1]}]}    | properties.it.rules.enum: is no rule for object
            {'type':'date','rules':[{'max':1}]}         | properties.it.rules.max: is no rule for date
            {'type':'boolean','rules':[{'enum':[true]}]} | properties.it.rules.enum: is no rule for boolean
            {'type':'integer','rules':[{'pattern':'1'}]} | properties.it.rules.pattern: is no rule for integer
            {'type':'symbol','rules':[{'min':-1}]}      | properties.it.rules.min: is not a count
            {'type':'symbol','rules':[{'max':1.5}]}     | properties.it.rules.max: is not a count
            {'type':'symbol','rules':[{'enum':['a',1]}]} | properties.it.rules.enum: lists a value that is not of the type symbol
            {'type':'code','rules':[{'enum':[' a']}]}   | properties.it.rules.enum: lists a value that is not of the type code
            {'type':'symbol','rules':[{'pattern':'(a'}]} | properties.it.rules.pattern: is not a regular expression of ECMAScript
            {'type':'symbol','properties':{'a':{'type':'symbol'}}} | properties.it.properties: is only for objects and complex types
            {'type':'address','properties':{'town':{'type':'symbol'}}} | properties.it.properties.town: is not a member of address
            {'type':'address','properties':{'city':{'type':'code'}}} | properties.it.properties.city.type: is not symbol, which the complex type makes it
            {'type':'address','properties':{'line':{'type':'array','items':{'type':'code'}}}} | properties.it.properties.line.items.type: is not symbol, which the complex type makes it
            {'type':'array','items':{'type':'date','rules':[{'min':1}]}} | properties.it.items.rules.min: is no rule for date
            {'type':'object','properties':{'a.b':{'type':'date'}}} | properties.it.properties.a.b: has a name that no path can hold
            """)
    void whatCannotBeCheckedIsRefused(String property, String problem) {
        assertThat(problems("{'it':" + property + "}")).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'not':{'eq':{'a':1}}}  | says more than this sandbox understands: eq, gt and lt of values, and, or
            {'match':{'a':'x'}}     | says more than this sandbox understands: eq, gt and lt of values, and, or
            {'eq':{'b':1}}          | b names no property of the profile
            {'eq':{'it.b':1}}       | it.b names no property of the profile
            {'eq':{'p.from':'*'}}   | p.from names no property of the profile
            {'eq':{'l[current].code':'x'}} | l[current].code says [current] of an array that the rule does not stand in
            """)
    void conditionsThatAreNotUnderstoodAreRefused(String when, String reason) {
        String properties = "{'it':{'type':'symbol','rules':[{'required':true,'when':" + when + "}]},"
                + "'a':{'type':'symbol'},'p':{'type':'period'},'l':{'type':'array','items':{'type':'coding'}}}";

        assertThat(problems(properties)).containsExactly("properties.it.rules.when: " + reason);
    }

    @Test
    void conditionsMayGoIntoComplexTypesArraysAndOpenObjects() {
        assertThat(problems("{'it':{'type':'symbol','rules':[{'required':true,'when':{'or':[{'eq':{'p.start':'*'}},"
                        + "{'eq':{'l.code':'x'}},{'eq':{'o.any.thing':1}}]}}]},'p':{'type':'period'},"
                        + "'l':{'type':'array','items':{'type':'coding'}},'o':{'type':'object'}}"))
                .isEmpty();
    }

    @Test
    void unknownTypesAreRefusedWithTheKnownOnes() {
        assertThat(problems("{'it':{'type':'quantity'}}"))
                .singleElement()
                .asString()
                .startsWith("properties.it.type: is not one of address, array, attachment, boolean")
                .endsWith("url, xhtml");
    }

    @Test
    void itemsAreForArraysAndArraysHaveThem() {
        // Given
        PropertyDefinition symbol = new PropertyDefinition("symbol", List.of(), null, Map.of());
        Profile profile = new Profile(
                "patient",
                Profile.Kind.ROOT,
                Map.of(
                        "one", new PropertyDefinition("symbol", List.of(), symbol, Map.of()),
                        "many", new PropertyDefinition("array", List.of(), null, Map.of())),
                Map.of(),
                null);

        // Then
        assertThat(ProfileCheck.problems(profile))
                .containsExactlyInAnyOrder(
                        new Problem("properties.one.items", "is only for arrays"),
                        new Problem("properties.many.items", "is required for an array"));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        // Given
        Profile profile = new Profile(
                "not a key",
                Profile.Kind.ROOT,
                Shapes.patient("{'a':{'type':'money'},'b':{'type':'date','rules':[{'pattern':'x'}]}}")
                        .properties(),
                Shapes.profile(
                                "x",
                                "{'type':'ROOT','properties':{},'contained':{'c':{'types':[],'cardinality':'0:1'}}}")
                        .contained(),
                null);

        // Then
        assertThat(ProfileCheck.problems(profile))
                .extracting(Problem::path)
                .containsExactly("key", "properties.a.type", "properties.b.rules.pattern", "contained.c.types");
    }

    @Test
    void relationshipDefinitionsAreCheckedTheSameWay() {
        assertThat(ProfileCheck.problems(Shapes.worksAt("0:*", "0:*"))).isEmpty();
    }

    private static List<String> problems(String properties) {
        return Refusals.told(ProfileCheck.problems(Shapes.patient(properties)));
    }
}
