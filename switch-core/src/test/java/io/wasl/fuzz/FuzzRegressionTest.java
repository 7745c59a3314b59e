package io.wasl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each target with its seeds and with every input that once broke it; no fuzzer needed. */
final class FuzzRegressionTest {

    static List<String> targets() throws IOException {
        return FuzzTargets.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void shouldKeepItsPromises(String name) throws Exception {
        FuzzTarget target = FuzzTargets.make(name);
        List<byte[]> seeds = target.seeds();
        assertThat(seeds).as("seeds of %s", name).isNotEmpty();
        for (int i = 0; i < seeds.size(); i++) {
            run(target, seeds.get(i), name + " seed " + i);
        }
        for (Path file : FuzzTargets.found(name)) {
            run(FuzzTargets.make(name), Files.readAllBytes(file), file.toString());
        }
    }

    private static void run(FuzzTarget target, byte[] input, String which) {
        try {
            target.run(input);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(which + ": " + e, e);
        }
    }

    @Test
    void shouldFindEachFolderOfInputsATarget() throws IOException {
        List<String> names =
                FuzzTargets.names().stream().map(FuzzTargets::simpleName).toList();
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        Path folder = Path.of("src/test/resources/fuzz");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.list(folder)) {
                assertThat(folders.map(Path::getFileName).map(Path::toString)).isSubsetOf(names);
            }
        }
    }
}
