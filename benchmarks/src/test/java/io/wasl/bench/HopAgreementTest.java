package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.routing.BinTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared must be the same work. */
class HopAgreementTest {

    private static final int MESSAGES = 1000;
    private static final int RANGES = 10_000;

    @ParameterizedTest
    @EnumSource
    void shouldMakeTheSameElementsAsJposBothWays(Encoding encoding) {
        assertThat(HopAgreement.differences(encoding, MESSAGES, RANGES)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLookUpTheSameIssuersInTheBareHop(Encoding encoding) {
        BinMix mix = new BinMix(RANGES, BinMix.SEED);
        BinTable table = mix.load();
        Dialect dialect = encoding.dialect();
        Traffic traffic = new Traffic(dialect, mix, MESSAGES, BinMix.SEED);
        Hop wasl = HopKind.WASL.hop(encoding, dialect, table, traffic);
        Hop bare = HopKind.BARE.hop(encoding, dialect, table, traffic);
        BareWalk walk = new BareWalk(encoding);
        for (int i = 0; i < MESSAGES; i++) {
            wasl.forward(i);
            wasl.respond(i);
            assertThat(walk.walk(traffic.request(i))).isEqualTo(traffic.request(i).length);
            assertThat(walk.walk(traffic.answer(i))).isEqualTo(traffic.answer(i).length);
            assertThat(bare.forward(i)).isEqualTo(traffic.request(i).length);
            assertThat(bare.respond(i)).isEqualTo(traffic.answer(i).length);
            assertThat(bare.issuer()).as("issuer of message %d", i).isEqualTo(wasl.issuer());
        }
    }

    /** A judge that always agrees would let any hop pass. */
    @Test
    void shouldNameWhatDiffers() {
        Encoding encoding = Encoding.ASCII;
        BinMix mix = new BinMix(RANGES, BinMix.SEED);
        BinTable table = mix.load();
        Traffic traffic = new Traffic(encoding.dialect(), mix, 1, BinMix.SEED);
        Hop bare = HopKind.BARE.hop(encoding, encoding.dialect(), table, traffic);

        assertThat(new HopAgreement(encoding, traffic, List.of(bare)).differences())
                .containsExactly(
                        "BareHop, message 0, to the issuer, read by Wasl: DE 11 differs",
                        "BareHop, message 0, to the issuer, read by jPOS: DE 11 differs",
                        "BareHop, message 0, to the acquirer, read by Wasl: DE 11 differs",
                        "BareHop, message 0, to the acquirer, read by jPOS: DE 11 differs");
    }
}
