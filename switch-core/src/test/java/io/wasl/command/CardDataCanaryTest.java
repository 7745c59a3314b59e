package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is decoded with whatever framing and dialect: it ends, and no card can be made of what was printed. */
final class CardDataCanaryTest {

    private static final String EXPIRY_AND_SERVICE = "30121010000055500000";
    private static final String TRACK_1 = "B" + Captured.PAN + "^DOE/JOHN^" + EXPIRY_AND_SERVICE;

    /** Hidden of a card's number: neither the six in front nor the four behind. */
    private static final List<String> SECRETS = List.of(
            Captured.PAN.substring(3, 12), Captured.PAN.substring(5, 14), EXPIRY_AND_SERVICE, "DOE/JOHN", Captured.PIN);

    private final List<Dialect> dialects;

    CardDataCanaryTest() throws ConfigException {
        dialects = List.of(Dialects.load("iso87-ascii", Path.of(".")), Dialects.load("iso87-binary", Path.of(".")));
    }

    @Test
    void shouldNeverPrintCardDataWhateverIsWrong() {
        long seed = 20261123;
        Random random = new Random(seed);
        List<FramingConfig> framings = Guess.framings();
        for (int run = 0; run < 12_000; run++) {
            Dialect written = dialects.get(random.nextInt(2));
            byte[] stream = stream(written, framings.get(random.nextInt(framings.size())), random);
            damage(stream, random);
            Dialect read = random.nextInt(4) == 0 ? written : dialects.get(random.nextInt(2));
            Optional<FrameFormat> format = random.nextInt(3) == 0
                    ? Optional.empty()
                    : Optional.of(format(framings.get(random.nextInt(framings.size()))));

            String printed = printed(read, format, stream);

            assertClean(printed, "seed " + seed + ", run " + run + ", read as " + read + "\n" + printed);
        }
    }

    @Test
    void shouldNeverPrintCardDataOfARightMessage() {
        for (FramingConfig framing : Guess.framings()) {
            for (Dialect dialect : dialects) {
                byte[] stream = stream(dialect, framing, new Random(1));
                String printed = printed(dialect, Optional.of(format(framing)), stream);
                assertClean(printed, printed);
                assertMisreadingsClean(framing, stream);
            }
        }
    }

    private void assertMisreadingsClean(FramingConfig framing, byte[] stream) {
        for (Dialect read : dialects) {
            for (FramingConfig other : Guess.framings()) {
                String misread = printed(read, Optional.of(format(other)), stream);
                assertClean(misread, framing.name() + " as " + other.name() + "\n" + misread);
            }
        }
    }

    @Test
    void shouldNeverGuessAloud() {
        Random random = new Random(3);
        for (int run = 0; run < 60; run++) {
            byte[] stream = stream(dialects.get(run % 2), Guess.framings().get(run % 20), random);
            damage(stream, random);
            StringBuilder text = new StringBuilder();
            Guess.all(List.of(new CapturePiece("", stream)), Guess.framings(), dialects, true)
                    .best()
                    .forEach(guess -> text.append(guess.reason()).append('\n').append(guess));
            assertClean(text.toString(), text.toString());
        }
    }

    private static void assertClean(String printed, String description) {
        String text = printed.replaceAll("[\\s:]", "").toUpperCase(Locale.ROOT);
        for (String secret : SECRETS) {
            assertThat(text.contains(secret)).as(description).isFalse();
            assertThat(text.contains(Captured.hex(secret).toUpperCase(Locale.ROOT)))
                    .as(description)
                    .isFalse();
        }
    }

    private static String printed(Dialect dialect, Optional<FrameFormat> format, byte[] stream) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        new CapturePrint(dialect, format, new Screen(out, out, false)).print(List.of(new CapturePiece("", stream)));
        return text.toString();
    }

    private static FrameFormat format(FramingConfig framing) {
        return FrameFormat.of(framing, FramingChoice.MOST_FRAME_BYTES);
    }

    /** Two messages with everything that may not be shown. */
    private static byte[] stream(Dialect dialect, FramingConfig framing, Random random) {
        byte[] stream = new byte[2_000];
        int end = 0;
        for (int mti : new int[] {0x0100, 0x0420}) {
            MessageWriter writer = new MessageWriter()
                    .begin(dialect, mti)
                    .setText(3, "000000")
                    .setNumber(4, 1250)
                    .setNumber(11, random.nextInt(1_000_000))
                    .setText(14, "3012")
                    .setText(35, Captured.PAN + "=" + EXPIRY_AND_SERVICE)
                    .setText(41, "TERM0001")
                    .setText(45, TRACK_1)
                    .setText(48, "card " + Captured.PAN)
                    .set(52, HexFormat.of().parseHex(Captured.PIN), 0, 8);
            if (random.nextInt(4) > 0) {
                writer.setText(2, Captured.PAN);
            }
            byte[] body = new byte[600];
            int length = writer.encode(body, 0, body.length);
            assertThat(length).isPositive();
            int written = format(framing).write(new Frame().body(body, 0, length), stream, end);
            if (written < 0) {
                System.arraycopy(body, 0, stream, end, length);
                written = length;
            }
            end += written;
        }
        return Arrays.copyOf(stream, end);
    }

    private static void damage(byte[] stream, Random random) {
        for (int k = random.nextInt(5); k > 0; k--) {
            int at = random.nextInt(Math.min(stream.length, 60));
            switch (random.nextInt(4)) {
                case 0 -> stream[at] = (byte) random.nextInt(256);
                case 1 -> stream[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> stream[at] = (byte) ('0' + random.nextInt(10));
                default ->
                    System.arraycopy(stream, at, stream, Math.min(at + 1, stream.length - 1), stream.length - at - 1);
            }
        }
    }
}
