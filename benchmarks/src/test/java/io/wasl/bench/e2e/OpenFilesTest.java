package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    private static List<String> limits(String soft, String hard) {
        return List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             96000                96000                processes ",
                "Max open files            " + soft + "                 " + hard + "                files     ");
    }

    @Test
    void shouldGoByTheHardLimitWhichAJvmRaisesItselfTo() {
        assertThat(OpenFiles.missingFor(10_000, limits("1024", "20000"))).isEmpty();
        assertThat(OpenFiles.missingFor(10_000, limits("1024", "unlimited"))).isEmpty();
    }

    @Test
    void shouldSayHowManyAreNeeded() {
        assertThat(OpenFiles.missingFor(10_000, limits("1024", "4096")).orElseThrow())
                .contains("4096", "10300", "ulimit -Hn");
        assertThat(OpenFiles.missingFor(19_701, limits("20000", "20000"))).isPresent();
    }
}
