package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs hold these hashes: a key must be the same for ever. */
final class KeyHashTest {

    private static final byte[] TEXT = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".getBytes(StandardCharsets.US_ASCII);

    private final KeyHash key = new KeyHash();

    @Test
    void shouldBeWhatLogsHold() {
        assertThat(ofLast(0)).isEqualTo("297C82D516BDE3EDE5DE6A18D4DD7BE1");
        assertThat(ofLast(1)).isEqualTo("EF2AC12D9C9FE767731678A3772876D4");
        assertThat(ofLast(7)).isEqualTo("0C60A174666926988884D5DEC8647227");
        assertThat(ofLast(8)).isEqualTo("8A1149FF453322D851FEAA8172486042");
        assertThat(ofLast(12)).isEqualTo("FB2538ACED524D40ED0A8C0065B77399");
        assertThat(ofLast(17)).isEqualTo("580CC6969DE2BDC906D6F59B51EA8E82");
    }

    /** With bytes behind the region and at the end of its array. */
    @Test
    void shouldBeWhatLogsHoldWhereverTheBytesLie() {
        key.begin(KeyHash.LEG);
        for (int length = 0; length <= 20; length++) {
            key.add(TEXT, 3, length).add(TEXT, TEXT.length - length, length);
        }
        key.finish();
        assertThat(text()).isEqualTo("E3BFD4CD51F0A120D3CBB8EE31A063C4");
    }

    /** An element on the wire, of any dialect, and the same element from a store. */
    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary", "iso87-ebcdic"})
    void shouldBeTheSameOfAMessageAndOfWhatWasStored(String name) throws ConfigException {
        Dialect dialect = Dialects.load(name, Path.of("no-folder-of-dialects"));
        byte[] message = new byte[1024];
        int length = new MessageWriter()
                .begin(dialect, 0x0100)
                .setText(7, "1122031904")
                .setText(11, "000042")
                .setText(35, "4000001234567899=30122011")
                .setText(37, "532603000042")
                .encode(message, 0, message.length);
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, length)).isTrue();
        ElementSet stored = new ElementSet(1024);
        view.copyTo(stored, ElementMask.ALL);
        for (int de : new int[] {7, 11, 35, 37, 41}) {
            key.begin(KeyHash.DUPLICATE).add(view, de).finish();
            String ofMessage = text();
            key.begin(KeyHash.DUPLICATE).add(stored, de).finish();
            assertThat(ofMessage).as("DE %d", de).isEqualTo(text());
        }
    }

    private String ofLast(int bytes) {
        key.begin(KeyHash.LEG).add(TEXT, TEXT.length - bytes, bytes).finish();
        return text();
    }

    private String text() {
        return String.format("%016X%016X", key.high(), key.low());
    }
}
