package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisclosureTest {

    private static Dialect ascii() throws Exception {
        return Dialects.load("iso87-ascii", Path.of("no-such-folder"));
    }

    private static Disclosure of(Dialect dialect, MessageWriter writer) {
        byte[] message = new byte[1024];
        int length = writer.encode(message, 0, message.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        return read(dialect, Arrays.copyOf(message, length));
    }

    private static Disclosure read(Dialect dialect, byte[] message) {
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        return new Disclosure(view, true);
    }

    @ParameterizedTest(name = "DE {0}: {1}")
    @CsvSource({
        "43, CARD 4111-1111-1111-1111, false",
        "43, CARD 4111 1111 1111 1111, false",
        "43, 12 4111.1111.1111.1111 REF, false",
        "43, CARD 4111111111111111, false",
        "43, CARD 4111111111111112, true",
        "43, SYNTHETIC SHOP 20000 CASABLANCA, true",
        "43, TEL 0522-26 10 10, true",
        "86, 4111111111111111, false",
        "86, 0004111111111111, true",
        "86, 0000000000012500, true",
        "4, 000000012500, true",
    })
    void shouldHideWhatCouldBeACard(int de, String value, boolean isShown) throws Exception {
        Dialect dialect = ascii();
        Disclosure disclosure =
                of(dialect, new MessageWriter().begin(dialect, 0x0100).setText(de, value));

        assertThat(disclosure.isOpen(de)).isEqualTo(isShown);
        assertThat(disclosure.value(de).contains(value.substring(value.length() - 4)))
                .isEqualTo(isShown);
    }

    /** Two dialects without bitmaps read each other's messages whole. */
    @Test
    void shouldNotShowACardThatTheWrongDialectCutsInTwo() throws Exception {
        Dialect written = positional("2: { type: n16, sensitivity: pan }, 3: { type: n6, sensitivity: open }");
        Dialect readAs = positional("4: { type: n12, sensitivity: open }, 7: { type: n10, sensitivity: open }");
        byte[] message = new byte[64];
        int length = new MessageWriter()
                .begin(written, 0x0110)
                .setText(2, "4111111111111111")
                .setText(3, "000000")
                .setText(39, "00")
                .encode(message, 0, message.length);

        Disclosure disclosure = read(readAs, Arrays.copyOf(message, length));

        assertThat(disclosure.value(4)).isEqualTo("(12 bytes)");
        assertThat(disclosure.value(7)).isEqualTo("(10 bytes)");
        assertThat(disclosure.value(39)).isEqualTo("00");
    }

    /** A number of its own says that the reading is right: nothing is hidden for what stands side by side. */
    @Test
    void shouldShowWhatStandsSideBySideInAMessageWithACard() throws Exception {
        Dialect dialect = ascii();
        String stanAndTime = "411111" + "111111" + "1111";
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0100)
                .setText(11, stanAndTime.substring(0, 6))
                .setText(12, stanAndTime.substring(6, 12))
                .setText(13, stanAndTime.substring(12));
        assertThat(of(dialect, writer).isOpen(11)).isFalse();

        assertThat(of(dialect, writer.setText(2, "5555555555554444")).isOpen(11))
                .isTrue();
    }

    private static Dialect positional(String elements) throws Exception {
        return Dialects.parse("positional", "positional.yaml", """
                version: 1987
                mti: ascii
                bitmap: none
                prefix: ascii
                elements: { %s, 39: { type: an2, sensitivity: open } }
                """.formatted(elements));
    }
}
