package io.wasl.codec;

import static io.wasl.codec.Divided.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link PartVector} read, and written part by part from nothing. */
final class PartFormsTest {

    static List<PartVector> vectors() {
        return PartVectors.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldReadAndWriteTheVector(PartVector vector) throws Exception {
        Dialect dialect = vector.dialect();
        byte[] message = Divided.message(vector.wire());
        MessageView view = Divided.view(dialect, message);
        MessageWriter writer = new MessageWriter().begin(dialect, 0x0100);
        for (String value : vector.values()) {
            PartPath path = PartPath.of(dialect, value.substring(0, value.indexOf('=')));
            byte[] neutral = latin(value.substring(value.indexOf('=') + 1));
            assertThat(Divided.read(view, path)).as(value).isEqualTo(neutral);
            writer.set(path, neutral, 0, neutral.length);
        }
        assertThat(Messages.hex(Messages.encode(writer))).isEqualTo(Messages.hex(message));
        shouldBeWhole(dialect, message);
    }

    /** Going through all parts finds nothing wrong; cut anywhere, whatever is said is said without an exception. */
    private static void shouldBeWhole(Dialect dialect, byte[] message) {
        MessageView view = Divided.view(dialect, message);
        PartView part = new PartView();
        int count = 0;
        for (part.begin(view, 3); part.next(); count++) {
            assertThat(part.offset()).isBetween(Divided.HEADER_BYTES, message.length);
            assertThat(part.offset() + part.length()).isLessThanOrEqualTo(message.length);
        }
        assertThat(part.isDamaged()).isFalse();
        assertThat(count).isPositive();
        for (int end = 0; end < message.length; end++) {
            assertThat(view.decode(dialect, Arrays.copyOf(message, end), 0, end))
                    .isFalse();
        }
    }
}
