package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.answerTo;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.SealedLog;
import io.wasl.journal.keys.KeyCounter;
import io.wasl.journal.keys.KeyRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A virtual day of one transaction a second, over the real log, its keeper and its key files, without a ledger; memory holds the
 * newest thousand transactions. At its end what belongs to the day's first minutes comes again.
 */
final class LongDay {

    private static final int REMEMBERED = 1000;
    private static final int SAMPLES = 40;

    private final EngineHarness house;
    private SealedLog log;
    private KeyRuns keys;
    private final List<Map<Integer, String>> requests = new ArrayList<>();
    private final List<byte[]> answers = new ArrayList<>();
    private int stan = 1;

    LongDay(Path folder) throws Exception {
        house = new EngineHarness(folder);
        house.memoryWindow = REMEMBERED;
        log = SealedLog.onNewDisk(24);
        lead();
    }

    /** Lets it pass and shows that everything old is still right, before and after a restart. */
    void run(int seconds) throws Exception {
        for (int i = 0; i < SAMPLES; i++) {
            Map<Integer, String> request = request();
            answers.add(approve(request).body());
            requests.add(request);
        }
        Map<Integer, String> neverSeen = request();
        send("0420", reversalOf(neverSeen, ++stan));
        assertThat(house.shop.only().code()).isEqualTo("00");
        FakeLink.Sent late = timeOutAndEndOn25();

        for (int i = 0; i < seconds; i++) {
            approve(request());
        }
        assertThat(keys.counters().get(KeyCounter.LOOK_UPS))
                .as("look-ups in vain of new keys")
                .isLessThan(Math.max(10, seconds / 50));
        checkRepeats();
        checkReversals(0);
        send("0100", neverSeen);
        assertThat(house.shop.only().code()).as("its reversal came a day ago").isEqualTo("94");

        restart();
        checkReversals(1);
        send("0100", neverSeen);
        assertThat(house.shop.only().code()).isEqualTo("94");
        house.receive(house.atlas, "0110", answerTo(late, "00"));
        settle();
        settle();
        settle();
        assertThat(house.alarms).contains(Alarm.LATE_APPROVAL);
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.count(EngineCounter.BROUGHT_BACK)).isPositive();
        log.journal().close();
    }

    private void checkRepeats() {
        for (int i = 0; i < SAMPLES; i++) {
            Map<Integer, String> repeat = requests.get(i);
            if (i % 3 == 0) {
                // Its host stamps DE 7 anew.
                repeat = new TreeMap<>(repeat);
                repeat.put(7, time());
            }
            send(i % 2 == 0 || i % 3 == 0 ? "0101" : "0100", repeat);
            assertThat(house.shop.only().body()).as("answer %s", i).isEqualTo(answers.get(i));
            assertThat(house.atlas.sent).as("never a second execution").isEmpty();
        }
    }

    /** Of every other sample: reversed once, and its approval never given again. */
    private void checkReversals(int from) {
        for (int i = from; i < SAMPLES; i += 2) {
            send("0400", reversalOf(requests.get(i), ++stan));
            assertThat(house.shop.only().code()).isEqualTo("00");
            FakeLink.Sent owed = house.atlas.only();
            assertThat(owed.mtiText()).isEqualTo("0420");
            assertThat(owed.de(90)).startsWith("0100").contains(requests.get(i).get(7));
            house.receive(house.atlas, "0430", answerTo(owed, "00"));
            settle();
            send("0101", requests.get(i));
            assertThat(house.shop.only().code()).isEqualTo("91");
            send("0400", reversalOf(requests.get(i), ++stan));
            assertThat(house.shop.only().code()).isEqualTo("00");
            assertThat(house.atlas.sent).as("given back once").isEmpty();
        }
    }

    private FakeLink.Sent timeOutAndEndOn25() {
        house.receive(house.shop, "0100", request());
        settle();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        pass(Duration.ofSeconds(13));
        settle();
        assertThat(house.shop.only().code()).isEqualTo("91");
        house.receive(house.atlas, "0430", answerTo(house.atlas.only(), "25"));
        settle();
        return forwarded;
    }

    private FakeLink.Sent approve(Map<Integer, String> request) {
        house.receive(house.shop, "0100", request);
        settle();
        FakeLink.Sent forwarded = house.atlas.only();
        house.delivered(house.atlas, forwarded);
        house.receive(house.atlas, "0110", answerTo(forwarded, "00"));
        settle();
        FakeLink.Sent answer = house.shop.only();
        house.delivered(house.shop, answer);
        return answer;
    }

    private void send(String mti, Map<Integer, String> elements) {
        house.receive(house.shop, mti, elements);
        settle();
        settle();
    }

    private void settle() {
        log.settle();
        house.engine.onTurnEnd(house.clock.nanoTime());
        log.settle();
    }

    /** A second later. */
    private Map<Integer, String> request() {
        pass(Duration.ofSeconds(1));
        Map<Integer, String> request = purchase(ATLAS_PAN, ++stan);
        request.put(7, time());
        return request;
    }

    private String time() {
        return String.format("%010d", MessageTime.ofEpochMillis(house.clock.epochMillis()));
    }

    private void pass(Duration time) {
        house.pass(time);
        log.setTime(house.clock.epochMillis());
    }

    private void restart() throws Exception {
        keys.close();
        log.settle();
        log.journal().close();
        log = log.reopened(25);
        lead();
    }

    private void lead() throws Exception {
        house.port = log.journal();
        keys = KeyRuns.open(log.journal(), house.logKeys(), 16 << 20);
        house.realOlder = keys;
        house.engine = house.build();
        log.setTime(house.clock.epochMillis());
        log.journal().replay(1, record -> {
            house.engine.recover(record);
            return true;
        });
        log.journal().keep(keys);
        keys.start(Runnable::run, log.keeper(), log.loop());
        log.start(house.engine);
        assertThat(house.isReady).isTrue();
        house.shop = house.reconnected(house.shop);
        house.atlas = house.reconnected(house.atlas);
        house.engine.onUsable(house.atlas);
        log.settle();
    }
}
