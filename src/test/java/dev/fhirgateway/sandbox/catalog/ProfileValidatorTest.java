package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileValidatorTest {
    private static final Profile PATIENT = Shapes.patient("{'active':{'type':'boolean','rules':[{'required':true}]},"
            + "'birthDate':{'type':'date'},"
            + "'name':{'type':'array','items':{'type':'humanname'}},"
            + "'ward':{'type':'object','properties':{'bed':{'type':'integer','rules':[{'min':1}]}}},"
            + "'grid':{'type':'array','items':{'type':'array','items':{'type':'integer'}}}}");

    @Test
    void aRecordThatKeepsToItsProfileIsTaken() {
        assertThat(
                        Shapes.violations(
                                PATIENT,
                                "{'active':true,'birthDate':'1970-05','name':[{'family':'F'}],'ward':{'bed':3},'grid':[[1],[]]}"))
                .isEmpty();
    }

    @Test
    void allThatIsBrokenIsToldAtOnce() {
        // When
        List<String> violations = Shapes.violations(
                PATIENT,
                "{'birthDate':'2023-02-30','name':[{'family':1},{'nick':'x'},null],"
                        + "'ward':{'bed':0,'floor':2},'grid':[[1,'x']],'extra':1}");

        // Then
        assertThat(violations)
                .containsExactly(
                        "UNKNOWN_PROPERTY extra: is not a property of the profile",
                        "REQUIRED active: is required",
                        "TYPE birthDate: is not a date: a year, a month or a day of the calendar",
                        "TYPE name[0].family: is not a string",
                        "UNKNOWN_PROPERTY name[1].nick: is not a property of the profile",
                        "TYPE name[2]: is null",
                        "UNKNOWN_PROPERTY ward.floor: is not a property of the profile",
                        "MIN ward.bed: is less than 1",
                        "TYPE grid[0][1]: is not a whole number of at most 64 bits");
    }

    @Test
    void nullIsAsGoodAsNothing() {
        assertThat(Shapes.violations(PATIENT, "{'active':null,'birthDate':null,'name':null}"))
                .containsExactly("REQUIRED active: is required");
    }

    @Test
    void aValueOfAnotherTypeIsNotHeldAgainstTheRulesToo() {
        assertThat(Shapes.violations(PATIENT, "{'active':true,'ward':{'bed':'0'}}"))
                .containsExactly("TYPE ward.bed: is not a whole number of at most 64 bits");
    }

    @Test
    void noReasonQuotesAValue() {
        // Given
        Profile strict = Shapes.patient("{'a':{'type':'date'},'b':{'type':'code','rules':[{'enum':['x']}]},"
                + "'c':{'type':'symbol','rules':[{'max':1,'pattern':'^y$'}]},'d':{'type':'integer'},"
                + "'e':{'type':'period'}}");

        // When
        List<Violation> violations = ProfileValidator.validate(
                strict,
                Shapes.json("{'a':'Zzmarker','b':'Zzmarker','c':'Zzmarker','d':'Zzmarker','e':'Zzmarker'}"),
                Shapes.json("{}"),
                key -> Optional.empty());

        // Then
        assertThat(violations).hasSize(6);
        assertThat(Violation.error(violations).toJson().toString()).doesNotContain("Zzmarker");
    }

    @Test
    void violationsMakeOneErrorWithADetailForEach() {
        // Given
        Violation one = new Violation(ProfileRule.REQUIRED, "active", "is required");
        Violation other = new Violation(ProfileRule.TYPE, "name[0]", "is null");

        // When
        RegistryError error = Violation.error(List.of(one, other));

        // Then
        assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(error.message()).isEqualTo("2 things are wrong");
        assertThat(Shapes.details(error)).containsExactly("active: is required", "name[0]: is null");
    }

    @Test
    void theDataOfARelationshipIsCheckedTheSameWay() {
        assertThat(Shapes.told(ProfileValidator.validate(
                        Shapes.worksAt("0:*", "0:*").properties(), Shapes.json("{'role':' x','since':1}"))))
                .containsExactly(
                        "UNKNOWN_PROPERTY since: is not a property of the profile",
                        "TYPE role: is not a code: text without space at its ends, single spaces within");
    }
}
