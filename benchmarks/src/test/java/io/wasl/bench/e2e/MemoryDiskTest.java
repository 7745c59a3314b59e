package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryDiskTest {

    private static final Path MEMORY = Path.of("/dev/shm");

    @ParameterizedTest
    @ValueSource(strings = {"tmpfs", "ramfs"})
    void shouldSayThatAForceCostsNothingInMemory(String type) {
        assertThat(MemoryDisk.remark(Path.of("work"), type))
                .hasValueSatisfying(
                        remark -> assertThat(remark).contains("work lies in memory (" + type + ")", "--folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "overlay", "NTFS"})
    void shouldSayNothingOfADisk(String type) {
        assertThat(MemoryDisk.remark(Path.of("work"), type)).isEmpty();
    }

    @Test
    void shouldAskTheSystem() throws Exception {
        assumeThat(MEMORY).as("a folder in memory").isDirectory();
        assumeThat(Files.getFileStore(MEMORY).type()).as("a folder in memory").isEqualTo("tmpfs");
        assertThat(MemoryDisk.remark(MEMORY)).isPresent();
    }
}
