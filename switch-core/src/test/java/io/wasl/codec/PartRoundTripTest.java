package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Composites nested at random, with random values: what was written is read, and nothing else changes. */
final class PartRoundTripTest {

    private static final int DIALECTS = 400;
    private static final int DEPTH = 3;

    private final MessageWriter writer = new MessageWriter();
    private final byte[] target = new byte[32 * 1024];

    @Test
    void shouldReadWhatWasWrittenAndChangeNothingElse() throws Exception {
        long seed = new Random().nextLong();
        for (int i = 0; i < DIALECTS; i++) {
            Random random = new Random(seed + i);
            String element = new RandomComposites(random).element(DEPTH);
            String which = "seed " + (seed + i) + "\n" + element;
            try {
                roundTrip(Divided.dialect(element), random, which);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(which, e);
            }
        }
    }

    private void roundTrip(Dialect dialect, Random random, String which) {
        Map<PartPath, byte[]> values = values(dialect, random);
        List<PartPath> order = new ArrayList<>(values.keySet());
        Collections.shuffle(order, random);
        writer.begin(dialect, 0x0100);
        for (PartPath path : order) {
            set(path, Objects.requireNonNull(values.get(path)));
        }
        byte[] message = encoded(which);
        shouldHold(dialect, message, values, which);
        for (PartPath path : order) {
            byte[] changed = RandomElements.value(spec(path), random);
            MessageView view = Divided.view(dialect, message);
            writer.begin(dialect, 0x0100, view);
            set(path, changed);
            byte[] after = encoded(which);
            byte[] before = values.put(path, changed);
            shouldHold(dialect, after, values, which);
            // and back: the same bytes as before
            writer.begin(dialect, 0x0100, Divided.view(dialect, after));
            set(path, before);
            assertThat(encoded(which)).as(which).isEqualTo(message);
            values.put(path, before);
        }
    }

    private void shouldHold(Dialect dialect, byte[] message, Map<PartPath, byte[]> values, String which) {
        MessageView view = Divided.view(dialect, message);
        values.forEach((path, value) ->
                assertThat(Divided.read(view, path)).as("%s %s", path, which).isEqualTo(value));
        PartView part = new PartView();
        part.begin(view, 3);
        while (part.next()) {
            assertThat(part.isDeclared()).isTrue();
        }
        assertThat(part.isDamaged()).as(which).isFalse();
    }

    private void set(PartPath path, byte[] value) {
        writer.set(path, value, 0, value.length);
    }

    private byte[] encoded(String which) {
        int length = writer.encode(target, 0, target.length);
        assertThat(length).as(which).isPositive();
        return Arrays.copyOf(target, length);
    }

    /** A value for each leaf. */
    private static Map<PartPath, byte[]> values(Dialect dialect, Random random) {
        Map<PartPath, byte[]> values = new LinkedHashMap<>();
        collect(dialect, "3", dialect.spec(3).parts().orElseThrow(), random, values);
        return values;
    }

    private static void collect(
            Dialect dialect, String at, Composite composite, Random random, Map<PartPath, byte[]> values) {
        for (PartSpec field : composite.fields()) {
            String path = at + "." + field.key();
            if (field.parts().isPresent()) {
                collect(dialect, path, field.parts().get(), random, values);
            } else {
                values.put(PartPath.of(dialect, path), RandomElements.value(element(field), random));
            }
        }
    }

    private static ElementSpec spec(PartPath path) {
        return element(path.step(path.length() - 1).spec);
    }

    private static ElementSpec element(PartSpec part) {
        return new ElementSpec(3, part.name(), part.value(), part.sensitivity(), false, part.parts());
    }
}
