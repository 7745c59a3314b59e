package io.wasl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The conditions that {@link ArchitectureTest} is written in. */
final class HouseRules {

    private static final Pattern NO_CONCEPT =
            Pattern.compile("\\.(utils?|commons?|helpers?|managers?|impl)(\\.|$)", Pattern.CASE_INSENSITIVE);

    /** Whole types nobody but the composition root may touch: each of their uses is chance or the system's clock. */
    private static final Set<String> AMBIENT_TYPES =
            Set.of("java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom", "java.util.Timer");

    /** {@code owner.method}, whatever the parameters. */
    private static final Set<String> AMBIENT_METHODS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID",
            "java.util.Calendar.getInstance",
            "java.util.random.RandomGenerator.of",
            "java.util.random.RandomGenerator.getDefault",
            "java.time.InstantSource.system",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.tickMillis",
            "java.time.Clock.tickSeconds",
            "java.time.Clock.tickMinutes");

    /** Constructors that, without a seed or an instant, take one from the system. */
    private static final Set<String> AMBIENT_WITHOUT_ARGUMENT =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.util.Date", "java.util.GregorianCalendar");

    private static final Set<String> SOCKETS = Set.of(
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.ServerSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.NetworkChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.AsynchronousServerSocketChannel",
            "java.nio.channels.Selector",
            "javax.net.SocketFactory",
            "javax.net.ServerSocketFactory",
            "javax.net.ssl.SSLSocket",
            "javax.net.ssl.SSLServerSocket",
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.ssl.SSLServerSocketFactory");

    private HouseRules() {}

    static ArchCondition<JavaClass> liveInOneOf(Set<String> packages) {
        return condition("live in a room of the table", (type, events) -> {
            if (!packages.contains(type.getPackageName())) {
                events.add(violated(type, "%s lives in no room of the table".formatted(type.getName())));
            }
        });
    }

    /** Looks only at dependencies within {@code root} and below; the libraries have rules of their own. */
    static ArchCondition<JavaClass> importOnly(Map<String, Set<String>> allowed, String root) {
        return condition("import only the rooms of the table", (type, events) -> {
            String from = type.getPackageName();
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                boolean ours = to.equals(root) || to.startsWith(root + ".");
                if (ours
                        && !to.equals(from)
                        && !allowed.getOrDefault(from, Set.of()).contains(to)) {
                    events.add(violated(
                            type, "%s may not import %s: %s".formatted(from, to, dependency.getDescription())));
                }
            });
        });
    }

    static ArchRule packagesAreFreeOfCycles() {
        return SlicesRuleDefinition.slices()
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
                .allowEmptyShould(true);
    }

    /** ArchUnit's model knows no {@code permits}; the loaded class does. */
    static ArchCondition<JavaClass> beFinalAbstractOrSealed() {
        return condition("be final, abstract or sealed", (type, events) -> {
            boolean exempt = type.isInterface() || type.isEnum() || type.isRecord() || type.isAnonymousClass();
            boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                    || type.getModifiers().contains(JavaModifier.ABSTRACT);
            if (!exempt && !closed && !type.reflect().isSealed()) {
                events.add(violated(type, "%s is open to inheritance".formatted(type.getName())));
            }
        });
    }

    static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return condition("live in a @NullMarked package", (type, events) -> {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(violated(
                        type, "%s: package %s is not @NullMarked".formatted(type.getName(), type.getPackageName())));
            }
        });
    }

    static ArchCondition<JavaClass> liveInANamedConcept() {
        return condition("live in a package named after a concept", (type, events) -> {
            if (NO_CONCEPT.matcher(type.getPackageName()).find()) {
                events.add(violated(type, "%s: no util, common, helper, manager, impl".formatted(type.getName())));
            }
        });
    }

    static ArchCondition<JavaClass> useNoAmbientTimeOrChance() {
        return condition(
                "take time and chance from a port",
                (type, events) -> type.getAccessesFromSelf().forEach(access -> {
                    if (isAmbient(access.getTarget())) {
                        events.add(violated(type, access.getDescription()));
                    }
                }));
    }

    static DescribedPredicate<JavaClass> areSockets() {
        return describe(
                "are sockets",
                type -> SOCKETS.contains(type.getName())
                        || type.getPackageName().equals("java.net.http")
                        || type.getPackageName().startsWith("com.sun.net.httpserver"));
    }

    private static boolean isAmbient(AccessTarget target) {
        String owner = target.getOwner().getName();
        if (AMBIENT_TYPES.contains(owner) || AMBIENT_METHODS.contains(owner + "." + target.getName())) {
            return true;
        }
        if (!(target instanceof CodeUnitAccessTarget codeUnit)) {
            return false;
        }
        boolean noArgument = codeUnit.getRawParameterTypes().isEmpty();
        if (AMBIENT_WITHOUT_ARGUMENT.contains(owner) && codeUnit.getName().equals("<init>")) {
            return noArgument;
        }
        if (owner.equals("java.util.Collections") && codeUnit.getName().equals("shuffle")) {
            return codeUnit.getRawParameterTypes().size() == 1;
        }
        // Instant.now(), LocalDate.now(zone) and their kin; now(clock) takes the clock it was given.
        return owner.startsWith("java.time.")
                && codeUnit.getName().equals("now")
                && codeUnit.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }

    private static ConditionEvent violated(JavaClass type, String message) {
        return SimpleConditionEvent.violated(type, message);
    }
}
