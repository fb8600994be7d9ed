package dev.fhirgateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final String ROOT = "dev.fhirgateway";
    private static final String SANDBOX = ROOT + ".sandbox";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Which rooms of ours each room may see. The root sees all. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("tree", Set.of()),
            Map.entry("upsert", Set.of()),
            Map.entry("registry", Set.of("tree")),
            Map.entry("settings", Set.of()),
            Map.entry("demo", Set.of()),
            Map.entry("sandbox", Set.of("registry")),
            Map.entry("access", Set.of("upsert", "settings")),
            Map.entry("intake", Set.of("tree", "upsert", "settings")),
            Map.entry("translation", Set.of("tree", "upsert", "settings", "registry")),
            Map.entry("ledger", Set.of("upsert", "settings")),
            Map.entry("letters", Set.of("upsert", "settings", "ledger")),
            Map.entry("followup", Set.of("upsert", "settings", "ledger")),
            Map.entry("jobs", Set.of("upsert", "settings", "ledger")),
            Map.entry("delivery", Set.of("upsert", "settings", "registry", "ledger")),
            Map.entry("report", Set.of("upsert", "settings", "ledger")),
            Map.entry("alerts", Set.of("settings", "ledger")),
            Map.entry("closing", Set.of("upsert", "ledger")),
            Map.entry("metrics", Set.of("upsert", "settings")),
            Map.entry("send", Set.of("upsert", "settings", "intake")),
            Map.entry("workshop", Set.of("upsert", "settings", "intake", "translation", "delivery")));

    /** The same among the rooms of the sandbox, for what they see of each other. Its door sees all. */
    private static final Map<String, Set<String>> ARROWS_IN_SANDBOX = Map.of(
            "trouble", Set.of(),
            "catalog", Set.of(),
            "record", Set.of("catalog", "trouble"),
            "store", Set.of("record", "catalog", "trouble"),
            "api", Set.of("record", "catalog", "trouble"),
            "http", Set.of("api", "record", "catalog", "trouble"));

    /** The classes outside of the root that speak Camel; every other is a plain object. */
    private static final Set<String> SPEAK_CAMEL = Set.of(
            "access.FrontDoor",
            "access.LetterDoor",
            "access.OperatorDoor",
            "access.RecordDoor",
            "access.StatusDoor",
            "alerts.AlertReport",
            "closing.BalanceReport",
            "closing.Reconciler",
            "intake.IntakeFeed",
            "delivery.Delivery",
            "delivery.BulkDelivery",
            "delivery.CamelHttpCall",
            "delivery.GatheredWrites",
            "delivery.Gathering",
            "delivery.RegistryTurn",
            "delivery.RegistryHttpClient",
            "delivery.RetryPause",
            "delivery.TaskInquiry",
            "delivery.UnlessDelivered",
            "delivery.WritesInTurn",
            "delivery.order.ClaimedRecords",
            "delivery.order.RecordTurns",
            "delivery.order.SettledTasks",
            "followup.ClaimedTasks",
            "followup.FollowUp",
            "followup.FollowUpSteps",
            "followup.ParkedRelationships",
            "jobs.JobSteps",
            "ledger.BegunBatch",
            "ledger.IdempotentBatch",
            "ledger.RememberedBatch",
            "report.FhirAnswer",
            "letters.ReplayedLetters",
            "report.JobReport",
            "report.LetterReport",
            "report.LifeReport",
            "report.Report",
            "report.StatusReport",
            "report.ResultsInOrder");

    @Test
    void theHouseIsNotEmpty() {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        assertThat(roomsOf(ROOT)).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
        assertThat(roomsOf(SANDBOX)).containsExactlyInAnyOrderElementsOf(ARROWS_IN_SANDBOX.keySet());
    }

    @TestFactory
    Stream<DynamicTest> arrowsGoOneWay() {
        return Stream.concat(arrows(ROOT, ARROWS), arrows(SANDBOX, ARROWS_IN_SANDBOX));
    }

    /** One test per room of the house: of all in the house it sees itself and the rooms that it may. */
    private static Stream<DynamicTest> arrows(String house, Map<String, Set<String>> allowed) {
        return allowed.entrySet().stream()
                .map(arrow -> DynamicTest.dynamicTest(house + "." + arrow.getKey(), () -> {
                    String[] seen = Stream.concat(Stream.of(arrow.getKey()), arrow.getValue().stream())
                            .map(room -> house + "." + room + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(house + "." + arrow.getKey() + "..")
                            .should()
                            .dependOnClassesThat(resideInAPackage(house + "..").and(not(resideInAnyPackage(seen))))
                            .check(CLASSES);
                }));
    }

    @Test
    void theWindowKnowsTheSettingsOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".delivery.window..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(ROOT + ".delivery.window..", ROOT + ".settings.."))))
                .check(CLASSES);
    }

    @Test
    void theVocabularyKnowsTheJdkAndJacksonsTreeOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".upsert..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".upsert..", "java..", "org.jspecify..", "com.fasterxml.jackson.databind.node..")
                .check(CLASSES);
    }

    @Test
    void hapiStaysInIntakeAndReport() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".intake..", ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ca.uhn..", "org.hl7..")
                .check(CLASSES);
    }

    @Test
    void camelStaysInTheRootAndInTheClassesNamedHere() {
        noClasses()
                .that(not(resideInAPackage(ROOT))
                        .and(not(DescribedPredicate.describe(
                                "speak Camel", type -> SPEAK_CAMEL.contains(nameInHouse(type))))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(CLASSES);
    }

    @Test
    void everyClassThatMaySpeakCamelDoes() {
        assertThat(CLASSES.stream()
                        .filter(type -> SPEAK_CAMEL.contains(nameInHouse(type)))
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(seen ->
                                        seen.getTargetClass().getPackageName().startsWith("org.apache.camel")))
                        .map(ArchitectureTest::nameInHouse)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(SPEAK_CAMEL);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(SANDBOX + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyRoomIsNullMarked() {
        for (JavaPackage room : CLASSES.getPackage(ROOT).getSubpackagesInTree()) {
            assertThat(room.isAnnotatedWith(NullMarked.class))
                    .as(room.getName())
                    .isTrue();
        }
        assertThat(CLASSES.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
    }

    @Test
    void nothingIsPrintedPastTheLog() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .as("only the command line prints")
                .check(CLASSES.that(not(equivalentTo(GatewayMain.class))));
    }

    @Test
    void noGenericExceptionIsThrown() {
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }

    private static List<String> roomsOf(String house) {
        return CLASSES.getPackage(house).getSubpackages().stream()
                .map(JavaPackage::getRelativeName)
                .toList();
    }

    private static String nameInHouse(JavaClass type) {
        JavaClass outer = type.getEnclosingClass().orElse(type);
        return outer.getName().substring(Math.min(outer.getName().length(), ROOT.length() + 1));
    }
}
