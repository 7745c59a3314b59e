package io.wasl.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rooms of the simulators, checked as the switch's own are. */
final class SimArchitectureTest {

    private static final String ROOT = "io.wasl.sim";

    /** A room, by its package below {@code io.wasl.sim}, and the rooms of the simulators it may import. */
    private record Room(String name, Set<String> mayImport) {}

    /** Leaves first: a row may name only rows above it. The root, {@code io.wasl.sim}, may import every row. */
    private static final List<Room> HOUSE = List.of(
            new Room("chance", Set.of()),
            new Room("yaml", Set.of()),
            new Room("net", Set.of()),
            new Room("book", Set.of()),
            new Room("terminal", Set.of("book")),
            new Room("rules", Set.of("yaml")),
            new Room("proxy", Set.of("yaml", "net")),
            new Room("issuer", Set.of("net", "book", "rules")),
            new Room("acquirer", Set.of("net", "book", "yaml")),
            new Room("world", Set.of("chance", "terminal", "acquirer")),
            new Room("chaos", Set.of("chance", "yaml", "net", "book", "proxy", "issuer", "acquirer")),
            new Room("demo", Set.of("chance", "yaml", "net", "book", "terminal", "rules", "issuer", "acquirer")),
            new Room(
                    "command",
                    Set.of(
                            "chance",
                            "yaml",
                            "net",
                            "book",
                            "terminal",
                            "rules",
                            "proxy",
                            "issuer",
                            "acquirer",
                            "world",
                            "chaos",
                            "demo")));

    private static final Pattern NO_CONCEPT =
            Pattern.compile("\\.(utils?|commons?|helpers?|managers?|impl)(\\.|$)", Pattern.CASE_INSENSITIVE);

    private static final JavaClasses SIMULATORS = new ClassFileImporter()
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

    @Test
    void shouldKeepEachClassInARoomOfTheTable() {
        check(
                "live in a room of the table",
                type -> type.getPackageName().equals(ROOT) || room(type) != null
                        ? List.of()
                        : List.of("lives in no room of the table"));
    }

    @Test
    void shouldImportOnlyTheRoomsOfTheTable() {
        check("import only the rooms of the table", SimArchitectureTest::importsBesideTheTable);
    }

    @Test
    void shouldHaveNoPackageCycle() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(SIMULATORS);
    }

    @Test
    void shouldCloseEachClassAgainstInheritance() {
        check("be final, abstract or sealed", type -> {
            boolean exempt = type.isInterface() || type.isEnum() || type.isRecord() || type.isAnonymousClass();
            boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                    || type.getModifiers().contains(JavaModifier.ABSTRACT);
            return exempt || closed || type.reflect().isSealed() ? List.of() : List.of("is open to inheritance");
        });
    }

    @Test
    void shouldMarkEachPackageNullMarked() {
        check(
                "live in a @NullMarked package",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)
                        ? List.of()
                        : List.of("lives in a package that is not @NullMarked"));
    }

    @Test
    void shouldNameEachPackageAfterAConcept() {
        check(
                "live in a package named after a concept",
                type -> NO_CONCEPT.matcher(type.getPackageName()).find()
                        ? List.of("lives in a package that names no concept")
                        : List.of());
    }

    private static List<String> importsBesideTheTable(JavaClass type) {
        String from = type.getPackageName();
        Room own = room(type);
        if (from.equals(ROOT) || own == null) {
            return List.of();
        }
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> {
                    String to =
                            dependency.getTargetClass().getBaseComponentType().getPackageName();
                    boolean ours = to.equals(ROOT) || to.startsWith(ROOT + ".");
                    boolean allowed = own.mayImport().stream().anyMatch(name -> to.equals(ROOT + "." + name));
                    return ours && !to.equals(from) && !allowed;
                })
                .map(dependency -> "may not import: " + dependency.getDescription())
                .toList();
    }

    private static @Nullable Room room(JavaClass type) {
        return HOUSE.stream()
                .filter(room -> type.getPackageName().equals(ROOT + "." + room.name()))
                .findFirst()
                .orElse(null);
    }

    /** Each sentence that {@code faults} returns for a class is a violation. */
    private static void check(String description, Function<JavaClass, List<String>> faults) {
        classes()
                .should(new ArchCondition<>(description) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (String fault : faults.apply(type)) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " " + fault));
                        }
                    }
                })
                .allowEmptyShould(true)
                .check(SIMULATORS);
    }
}
