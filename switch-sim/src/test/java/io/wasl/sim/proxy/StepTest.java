package io.wasl.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StepTest {

    private static final long MILLI = 1_000_000;

    @Test
    void shouldReadEachFaultWithItsNumbers() {
        assertThat(fault("delay 50ms")).isEqualTo(new Fault.Delay(50 * MILLI, 0));
        assertThat(fault("delay 50ms jitter 10ms")).isEqualTo(new Fault.Delay(50 * MILLI, 10 * MILLI));
        assertThat(fault("jitter 10ms")).isEqualTo(new Fault.Delay(0, 10 * MILLI));
        assertThat(fault("stall")).isEqualTo(new Fault.Stall());
        assertThat(fault("split 7")).isEqualTo(new Fault.Split(7, 0));
        assertThat(fault("split 1 pause 5ms")).isEqualTo(new Fault.Split(1, 5 * MILLI));
        assertThat(fault("corrupt every 1000")).isEqualTo(new Fault.CorruptEvery(1000));
        assertThat(fault("corrupt chance 0.1%")).isEqualTo(new Fault.CorruptChance(1_000));
        assertThat(fault("corrupt chance 100%")).isEqualTo(new Fault.CorruptChance(1_000_000));
        assertThat(fault("corrupt chance 0.0001%")).isEqualTo(new Fault.CorruptChance(1));
        assertThat(fault("half-open")).isEqualTo(new Fault.HalfOpen());
        assertThat(fault("cut")).isEqualTo(new Fault.Cut());
        assertThat(fault("rst")).isEqualTo(new Fault.Reset());
        assertThat(fault("clear")).isEqualTo(new Fault.Clear(Optional.empty()));
        assertThat(fault("clear half-open")).isEqualTo(new Fault.Clear(Optional.of(Fault.Kind.HALF_OPEN)));
        assertThat(fault("  Delay\t50MS ")).isEqualTo(new Fault.Delay(50 * MILLI, 0));
    }

    @Test
    void shouldReadDirectionAndTimeInEitherOrder() {
        var expected = new Step(new Fault.Stall(), Optional.of(Direction.TO_CLIENT), 2_000 * MILLI);

        assertThat(Step.parse("stall 2s to-client")).isEqualTo(expected);
        assertThat(Step.parse("stall to-client for 2s")).isEqualTo(expected);
        assertThat(Step.parse("stall for 2s to-client")).isEqualTo(expected);
        assertThat(Step.parse("stall")).isEqualTo(new Step(new Fault.Stall(), Optional.empty(), Step.UNTIL_CLEARED));
        assertThat(Step.parse("stall").directions()).containsExactlyInAnyOrder(Direction.values());
        assertThat(Step.parse("rst to-server").directions()).containsExactly(Direction.TO_SERVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay 50ms",
                "delay 50ms jitter 10ms to-server for 2s",
                "delay 0us",
                "jitter 1500us to-client",
                "stall for 90s",
                "split 1 pause 5ms",
                "corrupt every 1000 to-server",
                "corrupt chance 0.1%",
                "corrupt chance 12.3456% for 1m",
                "corrupt chance 100%",
                "half-open to-client for 3s",
                "cut",
                "rst to-server",
                "clear",
                "clear half-open to-client"
            })
    void shouldPrintTheWordsItReads(String line) {
        assertThat(Step.parse(line)).hasToString(line);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "explode; must begin with delay, jitter, stall, split, corrupt, half-open, cut, rst or clear",
                "for 2s; must begin with delay, jitter, stall, split, corrupt, half-open, cut, rst or clear",
                "delay; must be delay TIME [jitter TIME] [to-server | to-client] [for TIME]",
                "delay 5; must be a duration such as 250ms or 2s",
                "delay 5s jitter; must be delay TIME [jitter TIME] [to-server | to-client] [for TIME]",
                "delay 5s pause 1s; must be delay TIME [jitter TIME] [to-server | to-client] [for TIME]",
                "delay 5s for; must be delay TIME [jitter TIME] [to-server | to-client] [for TIME]",
                "delay 5s for 0s; a fault lasts longer than 0",
                "delay 5s for 1s for 2s; must be delay TIME [jitter TIME] [to-server | to-client] [for TIME]",
                "stall 0s; a fault lasts longer than 0",
                "stall 2s for 3s; must be stall [TIME] [to-server | to-client] [for TIME]",
                "split; must be split BYTES [pause TIME] [to-server | to-client] [for TIME]",
                "split 0; split needs at least 1 byte",
                "split many; must be a whole number",
                "corrupt; must be corrupt every BYTES, or corrupt chance N% [to-server | to-client] [for TIME]",
                "corrupt 5; must be corrupt every BYTES, or corrupt chance N% [to-server | to-client] [for TIME]",
                "corrupt every 0; corrupt needs at least 1 byte",
                "corrupt chance 5; a chance is written as 0.1%, with at most four decimals",
                "corrupt chance 0%; a chance is above 0% and at most 100%",
                "corrupt chance 100.0001%; a chance is above 0% and at most 100%",
                "half-open 5s; must be half-open [to-server | to-client] [for TIME]",
                "cut for 5s; must be cut [to-server | to-client]",
                "rst to-server to-client; must be rst [to-server | to-client]",
                "cut to-nowhere; must be to-server or to-client",
                "clear everything; must be clear [delay | stall | split | corrupt | half-open] [to-server | to-client]"
            })
    void shouldSayWhatWouldBeRight(String line, String reason) {
        assertThatThrownBy(() -> Step.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    private static Fault fault(String line) {
        return Step.parse(line).fault();
    }
}
