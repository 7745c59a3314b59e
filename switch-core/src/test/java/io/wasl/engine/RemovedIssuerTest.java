package io.wasl.engine;

import static io.wasl.engine.EngineHarness.RIF_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.TransactionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issuer of another version than those that are left goes out of the configuration with a request open, and comes back. */
class RemovedIssuerTest {

    @TempDir
    Path before;

    @TempDir
    Path meanwhile;

    @TempDir
    Path after;

    /** An acquirer still speaks its version: what is owed to it is written so, and goes when it is back. */
    @Test
    void shouldOweInTheVersionOfWhatItWasAsked() {
        var house = new EngineHarness(before, "iso93-ascii", "iso93-ascii").start();
        forward(house, "1100", VersionsTest.purchase1993(1));
        var left = new EngineHarness(meanwhile, "iso93-ascii", "iso87-ascii");
        goOn(house, left, record -> record.type == RecordType.INTENT, "gone");
        assertThat(only(left).isConfigured()).isFalse();
        assertThat(only(left).mti()).isEqualTo(0x1420);
        var back = new EngineHarness(after, "iso93-ascii", "iso93-ascii");
        goOn(left, back, record -> record.member.equals("gone"), "rif");

        retry(back, only(back).id());
        back.settle();
        FakeLink.Sent reversal = back.rif.only();
        assertThat(reversal.mtiText()).isEqualTo("1420");
        Map<Integer, String> answer = new TreeMap<>(answerTo(reversal, "00"));
        answer.remove(38);
        answer.put(39, "400");
        back.receive(back.rif, "1430", answer);
        assertThat(list(back)).isEmpty();
    }

    /** Nobody speaks its version: what was written it cannot be told. That is an operator's, not tried for ever in silence. */
    @Test
    void shouldParkWhatItsDialectCannotSay() {
        var house = new EngineHarness(before, "iso87-ascii", "iso93-ascii").start();
        forward(house, "0100", EngineHarness.purchase(RIF_PAN, 1));
        var left = new EngineHarness(meanwhile, "iso87-ascii", "iso87-ascii");
        goOn(house, left, record -> record.type == RecordType.INTENT, "gone");
        var back = new EngineHarness(after, "iso87-ascii", "iso93-ascii");
        goOn(left, back, record -> record.member.equals("gone"), "rif");

        retry(back, only(back).id());
        back.settle();
        assertThat(back.rif.sent).isEmpty();
        assertThat(only(back).standing()).isEqualTo(DeliveryStanding.PARKED);
        assertThat(back.alarms).contains(Alarm.DELIVERY_PARKED);
        assertThat(drop(back, only(back).id()).done()).isEqualTo(1);
        back.pass(Duration.ofHours(1));
        assertThat(list(back)).isEmpty();
    }

    private static void forward(EngineHarness house, String mti, Map<Integer, String> purchase) {
        Map<Integer, String> request = new TreeMap<>(purchase);
        request.put(2, RIF_PAN);
        house.receive(house.shop, mti, request);
        house.settle();
        assertThat(house.rif.only().elements()).containsKey(11);
        house.journal.crash();
    }

    /** The log of one process, with other words for a member, read by the next. */
    private static void goOn(EngineHarness old, EngineHarness next, Predicate<JournalRecord> which, String member) {
        old.journal.crash();
        next.journal.continueFrom(old.journal, old.journal.records.size());
        next.journal.records.stream().filter(which).forEach(record -> record.member = member);
        next.start();
        next.settle();
    }

    private static DeliveryView only(EngineHarness house) {
        List<DeliveryView> found = list(house);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<DeliveryView> list(EngineHarness house) {
        List<DeskAnswer> told = new ArrayList<>();
        house.engine.desk().list(query(Optional.empty()), 10, told::add);
        house.settle();
        return told.get(0).deliveries();
    }

    private static void retry(EngineHarness house, TransactionId id) {
        List<DeskAnswer> told = new ArrayList<>();
        house.engine.desk().retry(query(Optional.of(id)), "amina", told::add);
        house.settle();
        assertThat(told.get(0).done()).isEqualTo(1);
    }

    private static DeskAnswer drop(EngineHarness house, TransactionId id) {
        List<DeskAnswer> told = new ArrayList<>();
        house.engine.desk().drop(query(Optional.of(id)), "amina: settled", told::add);
        house.settle();
        return told.get(0);
    }

    private static DeliveryQuery query(Optional<TransactionId> id) {
        return new DeliveryQuery(id, Optional.empty(), EnumSet.allOf(DeliveryStanding.class));
    }
}
