package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way against the one that asks the plan. */
final class QuickValueTest {

    private static final int ROUNDS = 3_000;
    private static final List<String> DIALECTS =
            List.of("iso87-ascii", "iso87-binary", "iso87-ebcdic", "iso93-ascii", "iso93-binary", "iso93-ebcdic");

    private final long seed = Long.getLong("wasl.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void shouldReadEachPrefixAsThePlanSays() {
        int quickOnes = 0;
        for (String name : DIALECTS) {
            Dialect dialect = Messages.shipped(name);
            for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
                ValuePlan plan = dialect.plans[de];
                long quick = QuickValue.of(plan);
                if (quick != 0) {
                    quickOnes++;
                    for (int round = 0; round < ROUNDS / 10; round++) {
                        assertReadsAlike(plan, quick, name + " DE " + de);
                    }
                }
            }
        }
        assertThat(quickOnes).as("quick elements").isGreaterThan(100);
    }

    private void assertReadsAlike(ValuePlan plan, long quick, String what) {
        byte[] wire = new byte[9];
        random.nextBytes(wire);
        int at = random.nextInt(4);
        Prefix.write(plan, random.nextInt(1 + Math.min(99, plan.length)), 0, wire, at, plan.prefixBytes);
        if (random.nextInt(3) == 0) {
            wire[at + random.nextInt(plan.prefixBytes)] = (byte) random.nextInt(256);
        }
        int byPlan = Prefix.read(plan, wire, at, plan.prefixBytes);
        int expected = byPlan < 0 || byPlan > plan.length ? QuickValue.NOT_QUICK : byPlan;

        assertThat(QuickValue.prefixBytes(quick)).isEqualTo(plan.prefixBytes);
        assertThat(QuickValue.units(quick, wire, at))
                .as("%s, seed %d", what, seed)
                .isEqualTo(expected);
        if (expected >= 0) {
            assertThat(QuickValue.bytes(quick, expected)).as("%s", what).isEqualTo(plan.placeBytes(expected));
        }
    }

    @Test
    void shouldLeaveAPrefixAtTheEndOfTheArrayToThePlan() {
        long quick = QuickValue.of(Messages.ASCII.plans[2]);

        assertThat(QuickValue.units(quick, Messages.ascii("0516"), 0)).isEqualTo(5);
        assertThat(QuickValue.units(quick, Messages.ascii("0516"), 1)).isEqualTo(QuickValue.NOT_QUICK);
    }

    /** A prefix and its value that end with the array, and are read by the plan for that. */
    @Test
    void shouldReadAnEmptyValueAtTheVeryEnd() {
        byte[] message = Messages.ascii("0100" + "0000000000000002" + "000");

        MessageView view = Messages.decode(Messages.ASCII, message);

        assertThat(view.has(63)).isTrue();
        assertThat(view.neutralLength(63)).isZero();
    }
}
