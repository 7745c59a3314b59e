package io.wasl.sim.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.iso.Mti;
import io.wasl.sim.book.Amount;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.yaml.Forms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load generator against a switch that does every wrong thing once. */
final class LoadRunIT {

    private static final long SEED = 20_261_122;
    private static final Duty DUTY =
            new Duty(true, Duration.ofMillis(400), 3, Duration.ofMillis(200), Duration.ofSeconds(30));
    private static final Duty NO_DUTY =
            new Duty(false, Duration.ofMillis(400), 3, Duration.ofMillis(200), Duration.ofSeconds(30));

    private final WireFormat ascii = wire("length-2", "iso87-ascii");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "length-2, iso87-ascii, 00, 51",
        "length-2-tpdu, iso87-binary, 00, 51",
        "ascii-4, iso87-ascii, 00, 51",
        "length-2, iso93-ascii, 000, 116",
        "length-2-tpdu, iso93-binary, 000, 116",
        "length-2, iso03-ascii, 0000, 1016",
        "length-2-tpdu, iso03-binary, 0000, 1016"
    })
    void shouldSettleEveryPaymentAndAgreeWithAnHonestSwitch(
            String framing, String dialect, String approved, String declined) throws Exception {
        var net = new AtomicLong();
        WireFormat format = wire(framing, dialect);
        Result result = load(format, 2_000, DUTY, (fake, message) -> {
            long amount =
                    Amount.minor(format.dialect().version(), message.elements().number(4));
            boolean approves = amount % 10 != 1;
            net.addAndGet(approves ? amount : 0);
            fake.answer(message, approves ? approved : declined);
        });

        assertThat(result.report.isGood()).as("%s", result.report).isTrue();
        assertThat(result.report.payments()).isEqualTo(2_000);
        assertThat(result.report.states().keySet()).containsExactly(PaymentState.APPROVED, PaymentState.DECLINED);
        assertThat(result.report.netMinor()).containsExactly(Map.entry("504", net.get()));
        assertThat(result.received)
                .hasSize(2_000)
                .extracting(FakeSwitch.Received::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountNoLatencyAndNoRateOfTheWarmUp() throws Exception {
        try (var fake = new FakeSwitch(ascii, (answering, message) -> answering.answer(message, "00"))) {
            LoadPlan base = plan(fake.address(), ascii, Long.MAX_VALUE, DUTY, new Pace.OpenLoop(100, false));
            var span = new LoadSpan(Duration.ofMillis(500), Duration.ofSeconds(1), Long.MAX_VALUE);
            LoadReport report = run(
                            new LoadPlan(base.targets(), 2, ascii, base.pace(), span, DUTY, base.mix(), false, true),
                            fake)
                    .report;

            assertThat(report.isGood()).as("%s", report).isTrue();
            assertThat(report.payments()).isEqualTo(150);
            assertThat(report.warmUpPayments()).isEqualTo(50);
            assertThat(report.latency().answers()).isEqualTo(100);
            assertThat(report.states()).containsExactly(Map.entry(PaymentState.APPROVED, 150L));
            assertThat(report.warmUpSeconds()).isEqualTo(0.5);
            assertThat(report.paymentsPerSecond()).isEqualTo(100 / report.seconds());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DE 4 differs, ECHO_DIFFERS, 4, 000000000001",
        "DE 42 differs, ECHO_DIFFERS, 42, ANOTHER        ",
        "DE 49 differs, ECHO_DIFFERS, 49, 978",
        "DE 2 differs, ECHO_DIFFERS, 2, 4000001234567899",
    })
    void shouldNoticeAnElementThatDoesNotComeBack(String name, Fault fault, int de, String value) throws Exception {
        Result result = load(
                20,
                NO_DUTY,
                (fake, message) ->
                        fake.answer(message, "00", change -> spoil(message, 7, () -> change.setText(de, value))));

        assertThat(result.report.faults()).containsExactly(Map.entry(fault, 1L));
        assertThat(result.report.isGood()).isFalse();
    }

    @ParameterizedTest(name = "DE {0}")
    @CsvSource({"7, 0101000000", "11, 000000", "37, NOSUCHRRN000", "41, OTHER   "})
    void shouldNoticeAnAnswerToNothing(int de, String value) throws Exception {
        Result result = load(
                20,
                NO_DUTY,
                (fake, message) ->
                        fake.answer(message, "00", change -> spoil(message, 7, () -> change.setText(de, value))));

        assertThat(result.report.faults())
                .containsOnly(Map.entry(Fault.UNKNOWN_KEY, 1L), Map.entry(Fault.NEVER_ANSWERED, 1L));
    }

    @Test
    void shouldNoticeAWrongMessageTypeAndAMissingCode() throws Exception {
        Result result = load(20, NO_DUTY, (fake, message) -> {
            int right = Mti.answer(message.mti());
            fake.answer(
                    message.connection(),
                    message,
                    message.index() == 3 ? 0x0210 : right,
                    message.index() == 5 ? "" : "00",
                    change -> {});
        });

        assertThat(result.report.faults()).containsOnly(Map.entry(Fault.WRONG_MTI, 1L), Map.entry(Fault.NO_CODE, 1L));
    }

    @Test
    void shouldNoticeADroppedRequest() throws Exception {
        Result result = load(20, NO_DUTY, (fake, message) -> {
            if (message.index() != 7) {
                fake.answer(message, "00");
            }
        });

        assertThat(result.report.faults()).containsExactly(Map.entry(Fault.NEVER_ANSWERED, 1L));
        assertThat(result.report.states()).containsEntry(PaymentState.UNKNOWN, 1L);
    }

    @Test
    void shouldNoticeASecondAnswer() throws Exception {
        Result result = load(20, NO_DUTY, (fake, message) -> {
            fake.answer(message, "00");
            spoil(message, 7, () -> fake.answer(message, "00"));
        });

        assertThat(result.report.faults()).containsExactly(Map.entry(Fault.ANSWERED_TWICE, 1L));
    }

    @Test
    void shouldNoticeAnAnswerOnAnotherConnection() throws Exception {
        Result result = load(20, NO_DUTY, (fake, message) -> {
            var other = fake.connections().stream()
                    .filter(connection -> connection != message.connection())
                    .findFirst()
                    .orElseThrow();
            fake.answer(message.index() == 7 ? other : message.connection(), message, 0x0110, "00", change -> {});
        });

        assertThat(result.report.faults())
                .containsOnly(Map.entry(Fault.WRONG_CONNECTION, 1L), Map.entry(Fault.NEVER_ANSWERED, 1L));
    }

    @Test
    void shouldNoticeADeclineThatBecomesAnApproval() throws Exception {
        Result result = load(20, DUTY, (fake, message) -> {
            if (message.index() != 7) {
                fake.answer(message, "00");
            }
            if (Mti.isRepeat(message.mti())) {
                FakeSwitch.Received first = fake.received().get(7);
                fake.answer(first.connection(), first, 0x0110, "05", change -> {});
            }
        });

        assertThat(result.report.faults()).containsKey(Fault.CONTRADICTION);
    }

    @Test
    void shouldNoticeACodeThatItsTrafficDoesNotExpect() throws Exception {
        Result result = load(20, DUTY, (fake, message) -> fake.answer(message, message.index() == 7 ? "96" : "00"));

        assertThat(result.report.faults()).containsExactly(Map.entry(Fault.UNEXPECTED_CODE, 1L));
    }

    @Test
    void shouldBookWhatAPartialApprovalApproves() throws Exception {
        Result result =
                load(10, DUTY, (fake, message) -> fake.answer(message, "10", change -> change.setNumber(4, 50)));

        assertThat(result.report.faults()).containsExactly(Map.entry(Fault.UNEXPECTED_CODE, 10L));
        assertThat(result.report.netMinor()).containsExactly(Map.entry("504", 500L));
    }

    @Test
    void shouldRepeatThenReverseUntilAcknowledgedWhenConnectionsAreLost() throws Exception {
        Result result = load(1, DUTY, (fake, message) -> {
            if (message.index() < 6) {
                message.connection().close("a crash");
            } else {
                fake.answer(message, message.index() == 6 ? "91" : "00");
            }
        });

        assertThat(result.received)
                .extracting(message -> Mti.toString(message.mti()))
                .containsExactly("0100", "0101", "0101", "0101", "0420", "0421", "0421", "0421");
        assertThat(result.received.subList(0, 4))
                .extracting(FakeSwitch.Received::key)
                .containsOnly(result.keyOf(0));
        assertThat(result.received.subList(4, 8))
                .extracting(FakeSwitch.Received::key)
                .containsOnly(result.keyOf(4));
        assertThat(result.received.subList(0, 4))
                .extracting(m -> m.text(4))
                .hasSize(4)
                .containsOnly(result.text(0, 4));
        FakeSwitch.Received request = result.received.get(0);
        assertThat(result.received.subList(4, 8)).allSatisfy(reversal -> {
            assertThat(reversal.text(90))
                    .isEqualTo("0100" + request.text(11) + request.text(7) + "00000100001" + "00000000000");
            assertThat(reversal.text(37)).isEqualTo(request.text(37));
            assertThat(reversal.text(4)).isEqualTo(request.text(4));
        });
        assertThat(result.report.states()).containsExactly(Map.entry(PaymentState.REVERSED, 1L));
        assertThat(result.report.netMinor()).isEmpty();
        assertThat(result.report.isGood()).as("%s", result.report).isTrue();
    }

    @Test
    void shouldRepeatWithTheSameKeysAfterATimeoutAndTakeTheRepeatsAnswer() throws Exception {
        Result result = load(1, DUTY, (fake, message) -> {
            if (Mti.isRepeat(message.mti())) {
                fake.answer(fake.received().get(0), "00");
                fake.answer(message, "00");
            }
        });

        assertThat(result.received).hasSize(2);
        assertThat(result.keyOf(1)).isEqualTo(result.keyOf(0));
        assertThat(result.report.isGood()).as("%s", result.report).isTrue();
        assertThat(result.report.states()).containsExactly(Map.entry(PaymentState.APPROVED, 1L));
    }

    @Test
    void shouldNeitherRepeatNorReverseWithoutDuty() throws Exception {
        Result result = load(1, NO_DUTY, (fake, message) -> message.connection().close("a crash"));

        assertThat(result.received).hasSize(1);
        assertThat(result.report.states()).containsExactly(Map.entry(PaymentState.UNKNOWN, 1L));
    }

    @Test
    void shouldTellWhatIsUnsettledWhenNoReversalIsAcknowledged() throws Exception {
        var impatient = new Duty(true, Duration.ofMillis(50), 0, Duration.ofMillis(50), Duration.ofMillis(300));
        Result result = load(1, impatient, (fake, message) -> {});

        assertThat(result.report.states()).containsExactly(Map.entry(PaymentState.UNSETTLED, 1L));
        assertThat(result.report.isGood()).isFalse();
    }

    @Test
    void shouldCountLatencyFromTheDueTimeThroughAStall() throws Exception {
        try (var fake = new FakeSwitch(ascii, LoadRunIT::stallOnce)) {
            var plan = plan(fake.address(), ascii, Long.MAX_VALUE, DUTY, new Pace.OpenLoop(400, false));
            Result result = run(plan, fake);

            assertThat(result.report.isGood()).as("%s", result.report).isTrue();
            assertThat(result.report.latency().max()).isGreaterThanOrEqualTo(200_000);
            assertThat(result.report.latency().p99()).isGreaterThanOrEqualTo(100_000);
        }
    }

    /** What was due while the generator itself stood still is sent late, and must say so. */
    @Test
    void shouldCountLatencyFromTheDueTimeThroughItsOwnPause() throws Exception {
        try (var fake = new FakeSwitch(ascii, (it, message) -> it.answer(message, "00"));
                var loop = new FramedLoop("acquirer", System::nanoTime)) {
            var plan = plan(fake.address(), ascii, Long.MAX_VALUE, DUTY, new Pace.OpenLoop(400, false));
            var run = new LoadRun(loop, plan, System::currentTimeMillis, new SeededRandom(SEED));
            var paused = new AtomicBoolean();
            LoadReport report = run.run(progress -> {
                if (progress.payments() > 0 && paused.compareAndSet(false, true)) {
                    loop.execute(LoadRunIT::standStill);
                }
            });

            assertThat(paused).isTrue();
            // 400 a second for a second: 120 were due in the pause, of which 80 waited for 100 ms and more.
            assertThat(report.latency().max()).isGreaterThanOrEqualTo(250_000);
            assertThat(report.latency().p90()).isGreaterThanOrEqualTo(100_000);
        }
    }

    /** The whole loop of the switch stands still, as in a long pause of a virtual machine. */
    private static void stallOnce(FakeSwitch fake, FakeSwitch.Received message) {
        if (message.index() == 100) {
            standStill();
        }
        fake.answer(message, "00");
    }

    private static void standStill() {
        long until = System.nanoTime() + 300_000_000L;
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldKeepTheRateWhateverTheAnswersDo() throws Exception {
        try (var fake = new FakeSwitch(ascii, (it, message) -> {})) {
            var patient = new Duty(false, Duration.ofSeconds(2), 0, Duration.ofSeconds(1), Duration.ofSeconds(10));
            Result result =
                    run(plan(fake.address(), ascii, Long.MAX_VALUE, patient, new Pace.OpenLoop(500, true)), fake);

            assertThat(result.report.payments()).isBetween(400L, 600L);
            assertThat(result.report.latency().answers()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "iso87-ascii, 0420, 00, 00, 39, 17",
        "iso93-ascii, 1420, 000, 400, 25, 4000",
        "iso03-ascii, 2420, 0000, 4000, 25, 4000"
    })
    void shouldTakeBackApprovalsOfCardholdersWhoCancel(
            String dialect, String reversal, String approved, String taken, int reasonElement, String reason)
            throws Exception {
        WireFormat format = wire("length-2", dialect);
        var cancelling = new TrafficMix(List.of(new Traffic(
                "cancelled",
                1,
                0x0200,
                Traffic.cards("400000", 16, 10),
                new Forms.Span(100, 900),
                "504",
                Map.of(),
                100,
                Set.of(approved))));
        int mti = Mti.parse(reversal);
        try (var fake =
                new FakeSwitch(format, (it, message) -> it.answer(message, message.mti() == mti ? taken : approved))) {
            LoadPlan base = plan(fake.address(), format, 50, DUTY, new Pace.ClosedLoop(8));
            Result result = run(
                    new LoadPlan(base.targets(), 2, format, base.pace(), base.span(), DUTY, cancelling, true, true),
                    fake);

            assertThat(result.report.states()).containsExactly(Map.entry(PaymentState.CANCELLED, 50L));
            assertThat(result.report.netMinor()).isEmpty();
            assertThat(result.received).hasSize(100);
            assertThat(result.received)
                    .filteredOn(message -> message.mti() == mti)
                    .hasSize(50)
                    .allSatisfy(
                            message -> assertThat(message.text(reasonElement)).isEqualTo(reason));
        }
    }

    /** What a request, its sign-on and its reversal say since 1993, at a fixed time. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "iso93-ascii, 1100, 6, 261122031500, 4 000000001250, 11 00000100001",
        "iso03-ascii, 2100, 12, 20261122031500, 4 5042000000001250, 00000100001"
    })
    void shouldSpeakInTheWordsOfItsVersion(
            String dialect, String mti, int stanDigits, String time, String amount, String institution)
            throws Exception {
        WireFormat format = wire("length-2", dialect);
        long now = java.time.Instant.parse("2026-11-22T03:15:00Z").toEpochMilli();
        try (var fake = new FakeSwitch(format, (it, message) -> {
                    if (message.mti() == Mti.parse(mti.charAt(0) + "420")) {
                        it.answer(message, mti.charAt(0) == '1' ? "400" : "4000");
                    }
                });
                var loop = new FramedLoop("acquirer", System::nanoTime)) {
            var impatient = new Duty(true, Duration.ofMillis(50), 0, Duration.ofSeconds(5), Duration.ofSeconds(30));
            var mix = new TrafficMix(List.of(new Traffic(
                    "one",
                    1,
                    0x0100,
                    Traffic.cards("400000", 16, 1),
                    new Forms.Span(1250, 1250),
                    "504",
                    Map.of(),
                    0,
                    Set.of())));
            LoadPlan base = plan(fake.address(), format, 1, impatient, new Pace.ClosedLoop(1));
            var run = new LoadRun(
                    loop,
                    new LoadPlan(base.targets(), 1, format, base.pace(), base.span(), impatient, mix, true, false),
                    () -> now,
                    new SeededRandom(SEED));
            LoadReport report = run.run(progress -> {});

            assertThat(report.states()).containsExactly(Map.entry(PaymentState.REVERSED, 1L));
            FakeSwitch.Received request = fake.received().get(0);
            assertThat(request.mti()).isEqualTo(Mti.parse(mti));
            assertThat(request.text(4)).isEqualTo(amount.substring(2));
            assertThat(request.text(7)).isEqualTo("1122031500");
            assertThat(request.text(11)).hasSize(stanDigits);
            assertThat(request.text(12)).isEqualTo(time);
            assertThat(request.text(24)).isEqualTo("100");
            assertThat(request.text(26)).isEqualTo("5411");
            assertThat(request.text(49)).isEqualTo(mti.charAt(0) == '1' ? "504" : "");
            assertThat(List.of(13, 18, 25)).noneMatch(de -> request.elements().has(de));

            FakeSwitch.Received reversal = fake.received().get(1);
            assertThat(reversal.text(4)).isEqualTo(request.text(4));
            assertThat(reversal.text(24)).isEqualTo("400");
            assertThat(reversal.text(25)).isEqualTo("4021");
            assertThat(reversal.text(56)).isEqualTo(mti + request.text(11) + time + institution.replace(" ", ""));
            assertThat(List.of(39, 90)).noneMatch(de -> reversal.elements().has(de));
        }
    }

    @Test
    void shouldWriteReportAndBookWithoutAnyPan() throws Exception {
        Result result = load(50, DUTY, (fake, message) -> fake.answer(message, "00"));
        Path report = folder.resolve("report.json");
        Path book = folder.resolve("book.json");
        result.report.export(report);
        result.book.export(book);

        String written = Files.readString(report) + Files.readString(book) + result.report;
        assertThat(Traffic.cards("400000", 16, 1000)).noneMatch(written::contains);
        assertThat(Files.readString(book)).contains("\"state\":\"APPROVED\"").contains("400000******");
        assertThat(result.book.entries()).hasSize(50);
    }

    @Test
    void shouldFailWithAReasonWhenNobodyListens() throws Exception {
        HostPort nowhere;
        try (var fake = new FakeSwitch(ascii, (it, message) -> {})) {
            nowhere = fake.address();
        }
        try (var loop = new FramedLoop("acquirer", System::nanoTime)) {
            var run = new LoadRun(
                    loop, plan(nowhere, ascii, 5, DUTY, new Pace.ClosedLoop(1)), () -> 0, new SeededRandom(SEED));
            run.stop();
            LoadReport report = run.run(progress -> {});

            assertThat(report.isGood()).isFalse();
            assertThat(report.examples()).containsExactly("no connection to [" + nowhere + "]");
        }
    }

    private Result load(int count, Duty duty, BiConsumer<FakeSwitch, FakeSwitch.Received> script) throws Exception {
        return load(ascii, count, duty, script);
    }

    private static Result load(
            WireFormat format, int count, Duty duty, BiConsumer<FakeSwitch, FakeSwitch.Received> script)
            throws Exception {
        try (var fake = new FakeSwitch(format, script)) {
            return run(plan(fake.address(), format, count, duty, new Pace.ClosedLoop(16)), fake);
        }
    }

    private static Result run(LoadPlan plan, FakeSwitch fake) throws InterruptedException {
        try (var loop = new FramedLoop("acquirer", System::nanoTime)) {
            var run = new LoadRun(loop, plan, System::currentTimeMillis, new SeededRandom(SEED));
            LoadReport report = run.run(progress -> {});
            return new Result(report, run.book(), List.copyOf(fake.received()));
        }
    }

    private static LoadPlan plan(HostPort target, WireFormat format, long count, Duty duty, Pace pace) {
        var mix = new TrafficMix(List.of(new Traffic(
                "payments",
                1,
                0x0100,
                Traffic.cards("400000", 16, 1000),
                new Forms.Span(100, 50_000),
                "504",
                Map.of(),
                0,
                new HashSet<>(List.of("00", "51", "05", "000", "116", "0000", "1016")))));
        boolean counted = count < Long.MAX_VALUE;
        Duration duration = counted ? Duration.ofMinutes(5) : Duration.ofSeconds(1);
        return new LoadPlan(List.of(target), 2, format, pace, new LoadSpan(duration, count), duty, mix, false, true);
    }

    private static void spoil(FakeSwitch.Received message, int index, Runnable spoiling) {
        if (message.index() == index) {
            spoiling.run();
        }
    }

    private static WireFormat wire(String framing, String dialect) {
        try {
            return WireFormat.of(FramingPresets.preset(framing), dialect);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private record Result(LoadReport report, AcquirerBook book, List<FakeSwitch.Received> received) {
        String keyOf(int index) {
            return received.get(index).key();
        }

        String text(int index, int de) {
            return received.get(index).text(de);
        }
    }
}
