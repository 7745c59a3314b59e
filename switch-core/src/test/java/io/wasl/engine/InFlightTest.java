package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.iso.ElementSet;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(2, 256);
    private final int slot = inFlight.take(1);

    @Test
    void shouldKeepHeaderRrnAndElementsSideBySide() {
        JournalRecord accepted = new JournalRecord().clear(RecordType.ACCEPTED, 1, 1);
        accepted.open.put(11, "000123");
        accepted.sealed.put(2, "4000001234567899");
        inFlight.keepElements(slot, accepted);
        inFlight.keepHeader(slot, filled('h', InFlight.HEADER_BYTES), 0, InFlight.HEADER_BYTES);
        inFlight.keepRrn(slot, filled('r', 12), 0, 12);

        ElementSet elements = new ElementSet(256);
        inFlight.elements(slot, elements);
        assertThat(elements.text(11)).isEqualTo("000123");
        assertThat(elements.text(2)).isEqualTo("4000001234567899");
        byte[] kept = new byte[InFlight.HEADER_BYTES];
        assertThat(text(kept, inFlight.header(slot, kept))).isEqualTo("h".repeat(InFlight.HEADER_BYTES));
        assertThat(text(kept, inFlight.rrn(slot, kept))).isEqualTo("r".repeat(12));
    }

    /** The check of the configuration lets no longer one come; if one did, elements would be overwritten. */
    @Test
    void shouldNotLetAnRrnRunIntoTheElements() {
        assertThatThrownBy(() -> inFlight.keepRrn(slot, filled('r', 13), 0, 13)).isInstanceOf(AssertionError.class);
    }

    private static byte[] filled(char with, int length) {
        return String.valueOf(with).repeat(length).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
