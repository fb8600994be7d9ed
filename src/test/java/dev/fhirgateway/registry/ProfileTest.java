package dev.fhirgateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    @Test
    void profile_is_read_whole_and_written_as_it_was() throws IOException {
        // When
        Profile profile =
                Profile.read("clinic", Golden.json("profile.json")).found().orElseThrow();

        // Then
        assertThat(profile.kind()).isEqualTo(Profile.Kind.ROOT);
        assertThat(profile.properties()).containsOnlyKeys("name", "status", "rating", "email", "aliases", "site");
        assertThat(profile.properties().get("status").binding())
                .isEqualTo(new VocabularyBinding("clinic-status", VocabularyBinding.Strength.REQUIRED));
        assertThat(profile.contained().get("staff"))
                .isEqualTo(new Containment(List.of("nurse", "clerk"), Cardinality.ONE_TO_MANY));
        assertThat(Golden.text(profile.toJson())).isEqualTo(Golden.compact("profile.json"));
    }

    @Test
    void one_entry_with_several_criteria_gives_as_many_rules_with_its_condition() {
        // Given
        JsonNode body =
                Golden.quoted("{'type':'CONTAINED','properties':{'codes':{'type':'ARRAY','items':{'type':'code'},"
                        + "'rules':[{'max':5,'required':true,'min':1,'when':{'eq':{'a':'*'}}},{'required':false}]}}}");
        JsonNode when = Golden.quoted("{'eq':{'a':'*'}}");

        // When
        PropertyDefinition codes =
                Profile.read("visit", body).found().orElseThrow().properties().get("codes");

        // Then
        assertThat(codes.type()).isEqualTo(PropertyDefinition.ARRAY);
        assertThat(codes.items()).isEqualTo(new PropertyDefinition("code", List.of(), null, Map.of()));
        assertThat(codes.rules())
                .containsExactly(
                        new Rule.Required(when),
                        new Rule.Min(BigDecimal.ONE, when),
                        new Rule.Max(BigDecimal.valueOf(5), when));
    }

    @Test
    void all_that_is_wrong_with_a_profile_is_told_at_once_and_nothing_twice() {
        // Given
        JsonNode body = Golden.quoted("{'type':'SOMETIMES','properties':{"
                + "'a':{'type':'symbol','rules':[{'mininum':1},{'min':'Zzmarker','max':[],'enum':[],'pattern':7.5,"
                + "'required':'yes','when':'always'},'x']},"
                + "'b':{'type':'array'},'c':[],'d':{'type':''},"
                + "'e':{'type':'code','binding':{'vocabulary':{'strength':'loose'}}}},"
                + "'contained':{'k':{'types':'payment','cardinality':'2:3'},'l':null},'description':{}}");

        // When
        Reading<Profile> reading = Profile.read("a.b", body);

        // Then
        assertThat(reading.found()).isEmpty();
        assertThat(reading.problems())
                .extracting(Problem::path)
                .containsExactly(
                        "key",
                        "type",
                        "properties.a.rules[0]",
                        "properties.a.rules[1].when",
                        "properties.a.rules[1].required",
                        "properties.a.rules[1].min",
                        "properties.a.rules[1].max",
                        "properties.a.rules[1].enum",
                        "properties.a.rules[2]",
                        "properties.b.items",
                        "properties.c",
                        "properties.d.type",
                        "properties.e.binding.vocabulary.key",
                        "properties.e.binding.vocabulary.strength",
                        "contained.k.types",
                        "contained.k.cardinality",
                        "contained.l",
                        "description");
        assertThat(reading.problems()).asString().doesNotContain("Zzmarker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "'Zzmarker'"})
    void body_that_is_no_object_is_one_problem(String body) {
        assertThat(Profile.read("clinic", Golden.quoted(body)).problems())
                .extracting(Problem::path)
                .containsExactly("body");
    }

    @Test
    void profile_needs_type_and_properties_and_nothing_else() {
        assertThat(Profile.read("clinic", Golden.quoted("{}")).problems())
                .containsExactly(
                        new Problem("type", "is required, one of ROOT, CONTAINED"),
                        new Problem("properties", "is required"));
        assertThat(Profile.read("clinic", Golden.quoted("{'type':'root','properties':{},'later':1}"))
                        .found())
                .isPresent();
    }
}
