package io.wasl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nobody, tests included, leaves the choice of a thread to {@link CompletableFuture}. */
final class OwnThreadTest {

    @Test
    void shouldNameTheThreadOfEachTask() {
        // What classes of libraries are does not matter here, and looking them up takes most of the time.
        ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            noClasses()
                    .should()
                    .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                    .orShould()
                    .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                    .because("the common pool has one thread on two processors: see OwnThread")
                    .check(new ClassFileImporter().importPackages("io.wasl"));
        });
    }
}
