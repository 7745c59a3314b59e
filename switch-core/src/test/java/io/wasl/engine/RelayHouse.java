package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.AcquirerProfile;
import io.wasl.iso.Reason;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A house whose acquirers have their 0400 passed on, and purchase 1 of 50.00, which atlas approved. */
final class RelayHouse {

    final EngineHarness house;

    RelayHouse(Path folder) {
        this(new EngineHarness(folder));
    }

    RelayHouse(EngineHarness house) {
        this.house = house;
        house.acquirerProfile = relaying(house.acquirerProfile);
    }

    static AcquirerProfile relaying(AcquirerProfile usual) {
        return new AcquirerProfile(
                usual.unknownBin(),
                usual.duplicate(),
                usual.unknownOriginalAdvice(),
                usual.adviceOriginal(),
                usual.completions(),
                usual.partial(),
                AcquirerProfile.Reversal.RELAY,
                usual.echo(),
                usual.duplicateKey());
    }

    RelayHouse started() {
        house.start();
        house.approve(house.shop, house.atlas, purchase(ATLAS_PAN, 1));
        return this;
    }

    /** The 0400 of purchase 1, as far as R1 and R2: nothing is durable yet. */
    void record(String mti, Map<Integer, String> reversal) {
        house.receive(house.shop, mti, reversal);
        house.journal.deliverReads();
        house.journal.deliverReads();
        house.engine.onTurnEnd(house.clock.nanoTime());
    }

    static Map<Integer, String> full(int stan) {
        return reversalOf(purchase(ATLAS_PAN, 1), stan);
    }

    /** It leaves so much of it, in minor units. */
    static Map<Integer, String> partial(int stan, long remains) {
        Map<Integer, String> reversal = full(stan);
        reversal.put(95, String.format("%012d", remains) + "000000000000C00000000C00000000");
        return reversal;
    }

    /** The issuer has it; what it got. */
    FakeLink.Sent ask(Map<Integer, String> reversal) {
        house.receive(house.shop, "0400", reversal);
        house.settle();
        FakeLink.Sent asked = house.atlas.only();
        house.delivered(house.atlas, asked);
        return asked;
    }

    void answer(FakeLink.Sent asked, String code) {
        house.receive(house.atlas, "0410", answerTo(asked, code));
        house.settle();
    }

    /** Each NET, and what remains. */
    List<String> nets() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.NET)
                .map(record -> NetState.ofWireId(record.state) + " " + record.amountMinor)
                .toList();
    }

    List<JournalRecord> owed() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.OWED)
                .toList();
    }

    List<String> ends() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.DELIVERY_ENDED)
                .map(record -> DeliveryEnd.word(record.state))
                .toList();
    }

    /** Why the last message that ended has the answer that it has. */
    Reason reason() {
        return house.journal.records.stream()
                .filter(record -> record.type == RecordType.OUTCOME)
                .reduce((one, next) -> next)
                .map(record -> Reason.ofWireId(record.reason))
                .orElseThrow();
    }

    /** 00, the money back once, and an 0420 that the issuer's 25 ends: it may have done what it was asked for. */
    void assertTakenOver(FakeLink.Sent asked, Reason why) {
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(reason()).isEqualTo(why);
        assertThat(nets()).containsExactly("REVERSED 0");
        assertThat(house.count(EngineCounter.RELAYS_TAKEN_OVER)).isEqualTo(1);
        FakeLink.Sent told = house.atlas.sent.get(0);
        assertThat(told.mtiText()).isEqualTo("0420");
        assertThat(told.de(11)).isNotEqualTo(asked.de(11));
        assertThat(told.de(90)).isEqualTo(asked.de(90));
        acknowledge("25");
        assertThat(ends()).containsExactly("ACKED");
        assertThat(house.alarms).doesNotContain(Alarm.DELIVERY_PARKED);
    }

    void acknowledge(String code) {
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), code));
        house.settle();
    }
}
