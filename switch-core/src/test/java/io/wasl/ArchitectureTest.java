package io.wasl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.wasl.frame.Frame;
import io.wasl.link.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The drawing of the house, checked. A new edge between two rooms is a row changed here and a line in
 * docs/ARCHITECTURE.md, never an import that slipped in.
 */
final class ArchitectureTest {

    /** A room, by its package below {@code io.wasl}, and the rooms it may import. */
    private record Room(String name, Set<String> mayImport) {
        static Room of(String name, String... mayImport) {
            return new Room(name, Set.of(mayImport));
        }
    }

    /** Leaves first: a row may name only rows above it, so the table itself can hold no cycle. */
    private static final List<Room> HOUSE = List.of(
            Room.of("iso"),
            Room.of("time"),
            Room.of("metric"),
            Room.of("config", "iso"),
            Room.of("frame", "config"),
            Room.of("codec", "iso", "config"),
            Room.of("codec.imports", "iso", "config", "codec"),
            Room.of("translation", "iso", "time", "config", "codec"),
            Room.of("validation", "iso", "codec"),
            Room.of("security", "iso", "time", "codec", "config", "metric"),
            Room.of("link", "iso", "codec", "frame", "time", "config", "metric"),
            Room.of("link.netty", "iso", "codec", "frame", "time", "config", "link", "security", "metric"),
            Room.of("routing", "iso", "codec", "link", "config", "time", "metric"),
            Room.of("journal", "iso", "time", "config", "security", "metric"),
            Room.of("journal.keys", "journal", "metric"),
            Room.of("journal.ledger", "iso", "time", "config", "security", "journal", "metric"),
            Room.of(
                    "engine",
                    "iso",
                    "time",
                    "metric",
                    "config",
                    "frame",
                    "codec",
                    "translation",
                    "validation",
                    "link",
                    "routing",
                    "security",
                    "journal",
                    "journal.keys"),
            Room.of(
                    "ops",
                    "iso",
                    "time",
                    "metric",
                    "config",
                    "frame",
                    "codec",
                    "codec.imports",
                    "translation",
                    "validation",
                    "security",
                    "link",
                    "link.netty",
                    "routing",
                    "journal",
                    "journal.keys",
                    "journal.ledger",
                    "engine"),
            Room.of(
                    "check",
                    "iso",
                    "config",
                    "codec",
                    "codec.imports",
                    "translation",
                    "frame",
                    "security",
                    "routing",
                    "journal",
                    "ops"),
            Room.of(
                    "command",
                    "iso",
                    "time",
                    "metric",
                    "config",
                    "frame",
                    "codec",
                    "codec.imports",
                    "translation",
                    "validation",
                    "security",
                    "link",
                    "link.netty",
                    "routing",
                    "journal",
                    "journal.keys",
                    "journal.ledger",
                    "engine",
                    "ops",
                    "check"));

    /** The composition root: it may import every room, and no room may import it. */
    private static final String ROOT = "io.wasl";

    private static final JavaClasses WASL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void shouldListEachRoomAfterThoseItImports() {
        var above = new HashSet<String>();
        for (Room room : HOUSE) {
            assertThat(above).as("rooms above %s", room.name()).containsAll(room.mayImport());
            assertThat(above.add(room.name()))
                    .as("%s is listed once", room.name())
                    .isTrue();
        }
    }

    /** There it is asked whether this node leads still. */
    @Test
    void shouldLetOutputsLeaveTheEngineByOneWay() {
        noClasses()
                .that()
                .resideInAPackage("io.wasl.engine")
                .and()
                .doNotHaveSimpleName("Switchboard")
                .should()
                .callMethod(Link.class, "send", Frame.class, long.class)
                .check(WASL);
    }

    @Test
    void shouldKeepEachClassInARoomOfTheTable() {
        classes()
                .should(HouseRules.liveInOneOf(Stream.concat(
                                Stream.of(ROOT), HOUSE.stream().map(room -> ROOT + "." + room.name()))
                        .collect(Collectors.toUnmodifiableSet())))
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldImportOnlyTheRoomsOfTheTable() {
        Map<String, Set<String>> allowed = HOUSE.stream()
                .collect(Collectors.toUnmodifiableMap(
                        room -> ROOT + "." + room.name(),
                        room -> room.mayImport().stream()
                                .map(name -> ROOT + "." + name)
                                .collect(Collectors.toUnmodifiableSet())));
        classes()
                .that(describe("are not in the composition root", type -> !inRoot(type)))
                .should(HouseRules.importOnly(allowed, ROOT))
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldHaveNoPackageCycle() {
        HouseRules.packagesAreFreeOfCycles().check(WASL);
    }

    /** Commands and operators see views and queue commands; the machines of the engine are its own. */
    @Test
    void shouldKeepTheEnginesMachinesInside() {
        noClasses()
                .that(resideInAnyPackage("io.wasl.command", "io.wasl.ops"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.wasl.engine")
                        .and(describe(
                                "are machines (no interface, record, enum)",
                                type -> !type.isInterface() && !type.isRecord() && !type.isEnum())))
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldCloseEachClassAgainstInheritance() {
        classes()
                .should(HouseRules.beFinalAbstractOrSealed())
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldMarkEachPackageNullMarked() {
        classes()
                .should(HouseRules.liveInANullMarkedPackage())
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldNameEachPackageAfterAConcept() {
        classes()
                .should(HouseRules.liveInANamedConcept())
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldTakeTimeAndChanceFromTheCompositionRoot() {
        classes()
                .that(describe("are not in the composition root", type -> !inRoot(type)))
                .should(HouseRules.useNoAmbientTimeOrChance())
                .allowEmptyShould(true)
                .check(WASL);
    }

    @Test
    void shouldImportNettyOnlyInLinkNettyAndOps() {
        onlyIn(Set.of("io.wasl.link.netty", "io.wasl.ops"), resideInAPackage("io.netty.."));
    }

    /** {@code command} holds the client of the command channel's Unix socket. Addresses are data and may go anywhere. */
    @Test
    void shouldOpenSocketsOnlyInLinkNettyOpsAndCommand() {
        onlyIn(Set.of("io.wasl.link.netty", "io.wasl.ops", "io.wasl.command"), HouseRules.areSockets());
    }

    @Test
    void shouldSpeakSqlOnlyInTheLedger() {
        onlyIn(
                Set.of("io.wasl.journal.ledger"),
                resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "com.zaxxer.hikari..",
                        "org.flywaydb..",
                        "org.h2..",
                        "org.postgresql.."));
    }

    private static void onlyIn(Set<String> rooms, DescribedPredicate<JavaClass> foreign) {

        noClasses()
                .that(describe("are outside " + rooms, type -> !rooms.contains(type.getPackageName())))
                .should()
                .dependOnClassesThat(foreign)
                .allowEmptyShould(true)
                .check(WASL);
    }

    private static boolean inRoot(JavaClass type) {
        return type.getPackageName().equals(ROOT);
    }
}
