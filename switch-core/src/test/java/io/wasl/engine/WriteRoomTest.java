package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write queue that has no room for a request refuses it before R2; nobody's connection is closed for it. */
class WriteRoomTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldRefuseWith96BeforeAnyRecordWhenTheIssuersQueueHasNoRoom() {
        house.atlas.roomBytes = 100;
        int records = house.recordTypes().size();
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("96");
        assertThat(house.recordTypes()).hasSize(records);
        assertThat(house.count(EngineCounter.SHED)).isEqualTo(1);
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldUseTheConnectionThatHasRoom() {
        FakeLink second = house.reconnected(house.atlas);
        house.engine.onUsable(second);
        house.atlas.roomBytes = 0;
        for (int i = 1; i <= 4; i++) {
            house.receive(house.shop, "0100", purchase(ATLAS_PAN, i));
        }
        house.journal.force();
        assertThat(second.sent).hasSize(4);
        assertThat(house.shop.sent).isEmpty();
    }

    @Test
    void shouldLetAnOwedReversalWaitWhileTheQueueHasNoRoom() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.atlas.sent.clear();
        house.atlas.roomBytes = 0;
        house.pass(Duration.ofSeconds(11));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        assertThat(house.atlas.sent).isEmpty();
        house.atlas.roomBytes = 1 << 20;
        house.pass(Duration.ofSeconds(6));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0421");
    }
}
