package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.journal.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The disk must be as bad as a real one, and no worse. */
final class WorldDiskTest {

    private static final String FORCED = "forced ";
    private static final String UNFORCED = "unforced";

    @Test
    void shouldKeepWhatAKilledProcessHasWritten() throws IOException {
        WorldDisk disk = written(1);
        disk.afterKill();

        assertThat(text(disk)).isEqualTo(FORCED + UNFORCED);
    }

    @Test
    void shouldLoseInAPowerCutNothingThatWasForced() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            WorldDisk disk = written(seed);
            disk.afterPowerCut();
            assertThat(disk.names()).as("a forced name").contains("a");
            seen.add(text(disk).replace("\0", ""));
        }

        assertThat(seen).as("what was not forced is there or not").contains(FORCED, FORCED + UNFORCED);
        assertThat(seen).allMatch(text -> text.startsWith(FORCED));
    }

    @Test
    void shouldLoseNamesThatWereNotForcedInSomePowerCuts() throws IOException {
        Set<Boolean> seen = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            WorldDisk disk = written(seed);
            disk.create("b").close();
            disk.afterPowerCut();
            seen.add(disk.names().contains("b"));
        }

        assertThat(seen).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void shouldForgetWhatCouldNotBeForced() throws IOException {
        WorldDisk disk = written(3);
        disk.setBroken(true);
        try (LogFile file = disk.open("a")) {
            assertThatThrownBy(file::force).isInstanceOf(IOException.class);
            disk.setBroken(false);
            file.force();
        }
        disk.afterPowerCut();

        assertThat(text(disk).replace("\0", ""))
                .as("a second force is no rescue")
                .isEqualTo(FORCED);
    }

    @Test
    void shouldRefuseGrowthWhenFull() throws IOException {
        WorldDisk disk = written(4);
        disk.setFree(3);
        try (LogFile file = disk.open("a")) {
            file.write(0, bytes("over"));
            assertThatThrownBy(() -> file.write(file.size(), bytes("more"))).hasMessage("No space left on device");
            file.write(file.size(), bytes("end"));
        }

        assertThat(text(disk)).startsWith("over").endsWith("end");
    }

    @Test
    void shouldDieInTheMiddleOfItsWork() throws IOException {
        WorldDisk disk = written(5);
        disk.dieAfter(2);
        try (LogFile file = disk.open("a")) {
            file.force();
            assertThat(disk.isDead()).isFalse();
            assertThatThrownBy(() -> file.write(0, bytes("x"))).hasMessage("the process has died");
            assertThat(disk.isDead()).isTrue();
            assertThatThrownBy(file::force).hasMessage("the process has died");
        }
        disk.afterKill();

        assertThat(disk.isDead()).isFalse();
        disk.forceFolder();
    }

    /** A file with bytes that were forced, and some behind them that were not. */
    private static WorldDisk written(long seed) throws IOException {
        var disk = new WorldDisk(new Chance(seed));
        try (LogFile file = disk.create("a")) {
            file.write(0, bytes(FORCED));
            file.force();
            disk.forceFolder();
            file.write(file.size(), bytes(UNFORCED));
        }
        return disk;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(WorldDisk disk) throws IOException {
        try (LogFile file = disk.openReadOnly("a")) {
            byte[] bytes = new byte[(int) file.size()];
            file.read(0, bytes, 0, bytes.length);
            return new String(bytes, StandardCharsets.US_ASCII);
        }
    }
}
