package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ratio between two that do not do the same is worth nothing. */
class TranscodeAgreementTest {

    private static final int MESSAGES = 500;

    @ParameterizedTest
    @ValueSource(strings = {"ascii-binary", "binary-ascii"})
    void shouldMakeTheBytesThatJposMakes(String way) throws Exception {
        TranscodeBenchmark wasl = prepared(way);
        TranscodeBenchmark jpos = prepared(way);
        for (int i = 0; i < MESSAGES; i++) {
            int length = wasl.wasl();
            assertThat(Arrays.copyOf(wasl.made(), length)).as("message %d", i).isEqualTo(jpos.jpos());
        }
    }

    /** DE 63, the last, is opaque to Wasl and passes untouched; jPOS translates it as text. */
    @ParameterizedTest
    @ValueSource(strings = {"ascii-ebcdic", "ebcdic-ascii", "binary-ebcdic", "ebcdic-binary"})
    void shouldMakeTheBytesThatJposMakesUpToTheOpaqueElement(String way) throws Exception {
        TranscodeBenchmark wasl = prepared(way);
        TranscodeBenchmark jpos = prepared(way);
        for (int i = 0; i < MESSAGES; i++) {
            int length = wasl.wasl();
            byte[] theirs = jpos.jpos();
            assertThat(length).as("message %d", i).isEqualTo(theirs.length);
            int opaque = 40;
            assertThat(Arrays.copyOf(wasl.made(), length - opaque))
                    .as("message %d", i)
                    .isEqualTo(Arrays.copyOf(theirs, theirs.length - opaque));
        }
    }

    private static TranscodeBenchmark prepared(String way) {
        TranscodeBenchmark benchmark = new TranscodeBenchmark();
        benchmark.way = way;
        benchmark.prepare();
        return benchmark;
    }
}
