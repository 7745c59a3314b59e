package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.BusinessDateConfig;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose log another one leads by now, before and after it hears of it: nothing leaves it. */
class DeposedNodeTest {

    private static final String NOBODYS_PAN = "9999999999999995";

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = new EngineHarness(folder);
        house.businessDate = new BusinessDateConfig(LocalTime.MIDNIGHT, ZoneOffset.UTC, List.of("atlas"));
        house.start();
    }

    @Test
    void shouldForwardNothingThoughItsRecordsAreDurable() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.isDeposed = true;
        house.journal.force();
        assertThat(house.atlas.sent).isEmpty();
    }

    /** Between two outputs of one turn another node may begin to lead. */
    @Test
    void shouldAskForEachOutputThatAForceLetsOut() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 2));
        house.journal.authorityLeft = 2;
        house.journal.force();
        assertThat(house.atlas.only().de(37)).isEqualTo("632603000001");
        assertThat(house.shop.sent).as("what was not sent is not told either").isEmpty();
        assertThat(house.count(EngineCounter.OUTPUTS_WITHHELD)).isPositive();
    }

    @Test
    void shouldSendNoApprovalThoughItIsDurable() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.authorityLeft = 1;
        house.journal.force();
        assertThat(house.recordTypes()).contains(RecordType.OUTCOME);
        assertThat(house.shop.sent).isEmpty();
    }

    @Test
    void shouldSendNoCopyOfAReversal() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.delivered(house.atlas, house.atlas.only());
        house.pass(Duration.ofSeconds(11));
        house.journal.force();
        house.journal.deliverReads();
        house.engine.onTurnEnd(house.clock.nanoTime());
        house.journal.authorityLeft = 1;
        house.journal.force();
        assertThat(house.recordTypes()).endsWith(RecordType.OWED, RecordType.SENT);
        assertThat(house.atlas.sent).isEmpty();
    }

    @Test
    void shouldAnswerNothing() {
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        house.journal.isDeposed = true;

        house.receive(house.shop, "0101", purchase(ATLAS_PAN, 1));
        house.receive(house.shop, "0100", purchase(NOBODYS_PAN, 2));
        house.receive(house.shop, "0400", reversalOf(purchase(ATLAS_PAN, 1), 3));
        house.receive(house.shop, "9100", purchase(ATLAS_PAN, 4));
        house.receive(house.atlas, "0100", purchase(ATLAS_PAN, 5));
        house.settle();

        assertThat(house.shop.sent).isEmpty();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.count(EngineCounter.OUTPUTS_WITHHELD)).isGreaterThanOrEqualTo(4);
    }

    /** The link answers such a message for the engine, and would say 00. */
    @Test
    void shouldEndNoDay() {
        house.journal.isDeposed = true;
        assertThat(house.engine.onCutover(house.atlas)).isFalse();
        assertThat(house.atlas.closedBecause).isEqualTo("another node leads");
        assertThat(house.recordTypes()).doesNotContain(RecordType.CUTOVER);
    }

    @Test
    void shouldStopWhenItHears() {
        house.journal.isDeposed = true;
        house.engine.onDeposed(1);
        assertThat(house.stopped).isEqualTo("another node leads");
    }
}
