package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared must be the same work. */
class HopAgreementTest {

    private static final int MESSAGES = 1000;
    private static final int RANGES = 10_000;

    @ParameterizedTest
    @EnumSource(names = {"ASCII", "BINARY"})
    void shouldMakeTheSameElementsAsJposAndJ8583BothWays(Encoding encoding) {
        assertThat(HopAgreement.differences(encoding, MESSAGES, RANGES)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ASCII", "BINARY"})
    void shouldLookUpTheSameIssuersInTheBareHop(Encoding encoding) {
        Workload work = Workload.of(encoding, RANGES, MESSAGES);
        Traffic traffic = work.traffic();
        Hop wasl = HopKind.WASL.hop(work);
        Hop bare = HopKind.BARE.hop(work);
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

    @ParameterizedTest
    @EnumSource(names = {"ASCII", "BINARY"})
    void shouldHaveAllPeersMakeTheSameBytes(Encoding encoding) {
        Workload work = Workload.of(encoding, RANGES, MESSAGES);
        Hop wasl = HopKind.WASL.hop(work);
        for (HopKind kind : List.of(HopKind.JPOS, HopKind.J8583)) {
            Hop peer = kind.hop(work);
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(made(peer, peer.forward(i)))
                        .as("%s, request %d", kind, i)
                        .isEqualTo(made(wasl, wasl.forward(i)));
                assertThat(made(peer, peer.respond(i)))
                        .as("%s, answer %d", kind, i)
                        .isEqualTo(made(wasl, wasl.respond(i)));
            }
        }
    }

    private static byte[] made(Hop hop, int length) {
        return Arrays.copyOf(hop.made(), length);
    }

    /** A judge that always agrees would let any hop pass. */
    @Test
    void shouldNameWhatDiffers() {
        Workload work = Workload.of(Encoding.ASCII, RANGES, 1);

        assertThat(new HopAgreement(work, List.of(HopKind.BARE.hop(work))).differences())
                .containsExactly(
                        "BareHop, message 0, to the issuer, read by Wasl: DE 11 differs",
                        "BareHop, message 0, to the issuer, read by jPOS: DE 11 differs",
                        "BareHop, message 0, to the acquirer, read by Wasl: DE 11 differs",
                        "BareHop, message 0, to the acquirer, read by jPOS: DE 11 differs");
    }
}
