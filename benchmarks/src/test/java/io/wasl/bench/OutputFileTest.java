package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class OutputFileTest {

    @TempDir
    private Path folder;

    private final CommandSpec spec = new CommandLine(CommandSpec.create()).getCommandSpec();

    private void require(Path file) {
        OutputFile.require(spec, "--json", Optional.of(file));
    }

    @Test
    void shouldTakeAFileThatIsThereAndOneThatIsNot() throws Exception {
        Path there = Files.writeString(folder.resolve("old.json"), "{}");
        assertThatCode(() -> require(there)).doesNotThrowAnyException();
        assertThatCode(() -> require(folder.resolve("new.json"))).doesNotThrowAnyException();
        assertThatCode(() -> require(Path.of("new.json"))).doesNotThrowAnyException();
        assertThatCode(() -> OutputFile.require(spec, "--json", Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAFolderAndWhatLiesInNone() {
        assertThatThrownBy(() -> require(folder))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--json: must name a file");
        assertThatThrownBy(() -> require(folder.resolve("nowhere").resolve("a.json")))
                .isInstanceOf(ParameterException.class);
    }
}
