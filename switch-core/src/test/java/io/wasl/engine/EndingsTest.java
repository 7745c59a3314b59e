package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import io.wasl.link.SendOutcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingsTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldCloseAConnectionThatDoesNotTakeItsApprovalAndReverseIt() {
        FakeLink.Sent approval = approvalWithTheLink();
        house.pass(Duration.ofSeconds(11));
        assertThat(house.shop.closedBecause).isEmpty();
        house.pass(Duration.ofSeconds(2));
        assertThat(house.shop.closedBecause).contains("not taken");
        house.sent(house.shop, approval, SendOutcome.NOT_SENT);
        house.closed(house.shop);
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.engine.inFlight()).isZero();
    }

    @Test
    void shouldNotWaitForTheCopyOfARepeatWhenOneWasDelivered() {
        FakeLink second = house.reconnected(house.shop);
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.receive(second, "0101", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        house.delivered(house.shop, house.shop.only());
        FakeLink.Sent stuck = second.only();
        house.pass(Duration.ofSeconds(13));
        assertThat(house.engine.inFlight()).isZero();
        house.sent(second, stuck, SendOutcome.NOT_SENT);
        house.settle();
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.shop.closedBecause + second.closedBecause).isEmpty();
    }

    @Test
    void shouldPromiseNoReversalWhileTheWithdrawalStandsInMemoryOnly() {
        FakeLink.Sent approval = approvalWithTheLink();
        house.journal.room = Journal.Room.FULL;
        house.sent(house.shop, approval, SendOutcome.NOT_SENT);
        house.journal.room = Journal.Room.OPEN;
        FakeLink second = house.reconnected(house.shop);
        house.receive(second, "0420", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(second.sent).isEmpty();
        assertThat(second.closedBecause).isNotEmpty();

        house.pass(Duration.ofMillis(10));
        FakeLink third = house.reconnected(house.shop);
        house.receive(third, "0421", reversalOf(purchase(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(third.only().code()).isEqualTo("00");
        assertThat(house.recordTypes()).filteredOn(RecordType.OWED::equals).hasSize(1);
    }

    private FakeLink.Sent approvalWithTheLink() {
        house.receive(house.shop, "0100", purchase(ATLAS_PAN, 1));
        house.journal.force();
        house.receive(house.atlas, "0110", answerTo(house.atlas.only(), "00"));
        house.journal.force();
        return house.shop.only();
    }
}
