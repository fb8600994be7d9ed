package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final String DATA = "{'name':'Zoë Ray','count':3,'rate':1.50,'active':true,'born':'1970-05-01',"
            + "'seen':'2023-01-01T10:00:00+02:00','at':'10:30:00','ward':{'bed':7},'tags':['a','B'],"
            + "'contact':[{'system':'phone'},{'system':'email','value':'x'}],'gone':null,'empty':[]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {'eq':{'name':'zoë ray'}}               | true
            {'eq':{'name':'Zoë'}}                   | false
            {'eq':{'name':'zo*'}}                   | true
            {'eq':{'name':'*r?y'}}                  | false
            {'eq':{'count':'*'}}                    | true
            {'eq':{'gone':'*'}}                     | false
            {'eq':{'empty':'*'}}                    | false
            {'eq':{'missing':'*'}}                  | false
            {'eq':{'count':3}}                      | true
            {'eq':{'count':'3'}}                    | false
            {'eq':{'rate':1.5}}                     | true
            {'eq':{'active':true}}                  | true
            {'eq':{'active':false}}                 | false
            {'gt':{'count':2}}                      | true
            {'gt':{'count':3}}                      | false
            {'lt':{'rate':2}}                       | true
            {'lt':{'born':'1980-01-01'}}            | true
            {'gt':{'seen':'2023-01-01T09:00:00Z'}}  | false
            {'lt':{'seen':'2023-01-01T09:00:00Z'}}  | true
            {'gt':{'at':'10:00:00'}}                | true
            {'gt':{'active':1}}                     | false
            {'eq':{'ward.bed':7}}                   | true
            {'eq':{'tags':'b'}}                     | true
            {'eq':{'contact.system':'email'}}       | true
            {'eq':{'contact.system':'fax'}}         | false
            {'eq':{'count':3,'ward.bed':8}}         | false
            {'eq':{'count':3},'gt':{'ward.bed':6}}  | true
            {'and':[{'eq':{'count':3}},{'eq':{'active':false}}]} | false
            {'or':[{'eq':{'count':4}},{'eq':{'active':true}}]}   | true
            {'or':[{'eq':{'count':4}},{'and':[{'eq':{'active':false}}]}]} | false
            """)
    void aClauseIsSoOrIsNot(String clause, boolean holds) {
        assertThat(Condition.read(Shapes.node(clause)).orElseThrow().holds(Shapes.json(DATA), "name"))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {}
            {'not':{'eq':{'a':1}}}
            {'match':{'a':'x'}}
            {'eq':{}}
            {'eq':'a'}
            {'eq':{'a':[1]}}
            {'eq':{'a':null}}
            {'and':[]}
            {'or':{'eq':{'a':1}}}
            {'and':[{'eq':{'a':1}},{'knn':{'a':1}}]}
            """)
    void whatIsNotUnderstoodIsNotRead(String clause) {
        assertThat(Condition.read(Shapes.node(clause))).isEmpty();
    }

    @Test
    void aRuleWithAConditionIsBrokenOnlyWhenItHolds() {
        // Given
        Profile profile = Shapes.patient("{'practiceNumber':{'type':'integer'},'specialities':{'type':'array',"
                + "'rules':[{'required':true,'min':1,'when':{'eq':{'practiceNumber':'*'}}}],"
                + "'items':{'type':'symbol'}}}");

        // Then
        assertThat(Shapes.violations(profile, "{}")).isEmpty();
        assertThat(Shapes.violations(profile, "{'specialities':[]}")).isEmpty();
        assertThat(Shapes.violations(profile, "{'practiceNumber':1}"))
                .containsExactly("REQUIRED specialities: is required");
        assertThat(Shapes.violations(profile, "{'practiceNumber':1,'specialities':[]}"))
                .containsExactly("MIN specialities: has fewer than 1 elements");
    }

    @ParameterizedTest
    @CsvSource({"contact[current].system", "contact.[current].system"})
    void currentSpeaksOfTheElementThatTheRuleStandsIn(String path) {
        // Given
        Profile profile = Shapes.patient("{'contact':{'type':'array','items':{'type':'contactpoint','properties':{"
                + "'value':{'type':'symbol','rules':[{'required':true,'when':{'eq':{'" + path + "':'email'}}}]}}}}}");

        // When
        List<String> violations = Shapes.violations(
                profile,
                "{'contact':[{'system':'phone'},{'system':'email'},{'system':'email','value':'a@example.org'}]}");

        // Then
        assertThat(violations).containsExactly("REQUIRED contact[1].value: is required");
    }
}
