package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.Source;
import org.junit.jupiter.api.Test;

class CatalogReferencesTest {
    private static final Profile PROVIDER = Shapes.root("provider");
    private static final Profile OFFICE = Shapes.root("office");

    private final Catalog catalog = new Catalog(false);

    @Test
    void definitionsMayNameWhatIsNotThereUnlessStrict() {
        // Given
        Catalog strict = new Catalog(true);
        strict.putSource(new Source("clinic", Source.REGISTRY));
        strict.putProfile("clinic", PROVIDER);

        // Then
        assertThat(Shapes.created(catalog.putDefinition("clinic", Shapes.worksAt("0:1", "0:*"))))
                .isTrue();
        assertThat(Shapes.details(Shapes.error(strict.putDefinition("clinic", Shapes.worksAt("0:1", "0:*")))))
                .containsExactly("to.profileKey: names a profile that is not there");
        strict.putProfile("clinic", OFFICE);
        assertThat(Shapes.created(strict.putDefinition("clinic", Shapes.worksAt("0:1", "0:*"))))
                .isTrue();
    }

    @Test
    void whatIsNamedIsOfTheRightKind() {
        // Given
        catalog.putProfile("clinic", PROVIDER);
        catalog.putProfile("clinic", Shapes.contained("office", "{}"));

        // Then
        assertThat(Shapes.details(Shapes.error(catalog.putDefinition("clinic", Shapes.worksAt("0:1", "0:*")))))
                .containsExactly("to.profileKey: names a profile that is not ROOT");
        assertThat(Shapes.details(
                        Shapes.error(catalog.putProfile("clinic", Shapes.containing("hospital", "provider")))))
                .containsExactly("contained.it.types: names a profile that is not CONTAINED");
    }

    @Test
    void aStrictCatalogWantsContainedProfilesFirst() {
        // Given
        Catalog strict = new Catalog(true);
        strict.putSource(new Source("clinic", Source.REGISTRY));

        // Then
        assertThat(Shapes.details(Shapes.error(strict.putProfile("clinic", Shapes.containing("hospital", "ward")))))
                .containsExactly("contained.it.types: names a profile that is not there");
    }

    @Test
    void aProfileThatIsUsedKeepsItsKindAndItsPlace() {
        // Given
        catalog.putProfile("clinic", PROVIDER);
        catalog.putDefinition("clinic", Shapes.worksAt("0:*", "0:*"));

        // Then
        assertThat(Shapes.error(catalog.putProfile("clinic", Shapes.contained("provider", "{}")))
                        .message())
                .isEqualTo("the profile cannot be CONTAINED: it is used by the relationship definition worksAt");
        RegistryError error = Shapes.error(catalog.removeProfile("clinic", "provider"));
        assertThat(error.type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(error.message()).isEqualTo("the profile is used by the relationship definition worksAt");
    }

    @Test
    void aContainedProfileIsRemovedAfterItsParents() {
        // Given
        catalog.putProfile("clinic", Shapes.contained("ward", "{}"));
        catalog.putProfile("clinic", Shapes.containing("hospital", "ward"));

        // Then
        assertThat(Shapes.error(catalog.removeProfile("clinic", "ward")).message())
                .isEqualTo("the profile is used by the profile hospital");
        assertThat(catalog.removeProfile("clinic", "hospital")).isInstanceOf(CatalogOutcome.Removed.class);
        assertThat(catalog.removeProfile("clinic", "ward")).isInstanceOf(CatalogOutcome.Removed.class);
        assertThat(catalog.profiles("clinic")).isEmpty();
    }

    @Test
    void aKeyNamesAProfileOrADefinitionAndNotBoth() {
        // Given
        catalog.putDefinition("clinic", Shapes.worksAt("0:*", "0:*"));
        catalog.putProfile("other", Shapes.root("worksAt"));

        // Then
        assertThat(Shapes.error(catalog.putProfile("clinic", Shapes.root("worksAt")))
                        .type())
                .isEqualTo(ErrorType.ALREADY_EXISTS);
        assertThat(Shapes.error(catalog.putDefinition("other", Shapes.worksAt("0:*", "0:*")))
                        .message())
                .isEqualTo("the key is taken by a profile");
    }

    @Test
    void aProfileFitsThoseWhoNamedItBeforeItWasThere() {
        // Given
        catalog.putProfile("clinic", Shapes.containing("hospital", "ward"));

        // Then
        assertThat(Shapes.error(catalog.putProfile("clinic", Shapes.root("ward")))
                        .message())
                .isEqualTo("the profile cannot be ROOT: it is used by the profile hospital");
        assertThat(Shapes.created(catalog.putProfile("clinic", Shapes.contained("ward", "{}"))))
                .isTrue();
    }

    @Test
    void aContainedProfileMayContainItself() {
        // Given
        Profile part = Shapes.profile(
                "part",
                "{'type':'CONTAINED','properties':{},'contained':{'it':{'types':['part'],'cardinality':'0:*'}}}");

        // Then
        assertThat(Shapes.created(catalog.putProfile("clinic", part))).isTrue();
        assertThat(catalog.removeProfile("clinic", "part")).isInstanceOf(CatalogOutcome.Removed.class);
    }
}
