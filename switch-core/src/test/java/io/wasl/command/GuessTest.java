package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.command.Shell.Ended;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuessTest {

    @TempDir
    Path folder;

    /** Each framing and dialect is found from three messages, first or as good as the first. */
    @Test
    void shouldFindEachFramingAndDialect() throws ConfigException {
        List<Dialect> dialects = List.of(dialect("iso87-ascii"), dialect("iso87-binary"));
        for (FramingConfig framing : Guess.framings()) {
            for (Dialect dialect : dialects) {
                byte[] stream = stream(framing, dialect);
                if (stream.length > 0) {
                    List<Guess> guesses = Guess.all(
                                    List.of(new CapturePiece("", stream)), Guess.framings(), dialects, true)
                            .best();
                    assertThat(guesses)
                            .as("%s %s", framing.name(), dialect)
                            .filteredOn(guess -> guess.isPerfect() && guess.zeros() == 0)
                            .hasSizeBetween(1, 2)
                            .anyMatch(guess -> guess.framing().equals(framing.name())
                                    && guess.dialect().equals(dialect.name()));
                    assertThat(guesses.get(0).isPerfect()).isTrue();
                }
            }
        }
    }

    @Test
    void shouldNotOfferAFramingTwice() {
        assertThat(Guess.framings())
                .extracting(FramingConfig::name)
                .contains("vap", "etx+tpdu+iso", "length-2-tpdu")
                .doesNotContain("length-2+tpdu", "bcd-2+tpdu", "vap+iso")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTellTheBestWithItsReason() throws IOException {
        Shell shell = new Shell(folder);
        String stream = Captured.hex(Captured.length2(Captured.ECHO, Captured.REQUEST, Captured.ECHO));
        Ended ended = shell.runWithInput(stream, "decode", "--guess", "-c", shell.config.toString(), "-");

        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines().findFirst().orElseThrow())
                .isEqualTo("1  length-2            iso87-ascii  fits exactly, 3 of 3 messages whole (0100 0800)");
        assertThat(ended.out()).doesNotContain("428812");
    }

    @Test
    void shouldSayWhatSpeaksAgainstTheBest() throws IOException {
        Shell shell = new Shell(folder);
        String damaged = Captured.REQUEST.replaceFirst("16" + Captured.PAN, "99" + Captured.PAN);
        String stream = Captured.hex(Captured.length2(Captured.ECHO, damaged)) + "0055";
        Ended ended = shell.runWithInput(stream, "decode", "--guess", "-c", shell.config.toString(), "-");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out().lines().findFirst().orElseThrow().replaceAll(" +", " "))
                .isEqualTo("1 length-2 iso87-ascii 2 of 164 bytes left over, 1 of 2 messages whole (0800); message 2:"
                        + " DE 2 at 20: length over maximum");
    }

    @Test
    void shouldFindABareMessageAndADialectOfOnesOwn() throws IOException {
        Shell shell = new Shell(folder);
        String own = new String(
                Dialect.class.getResourceAsStream("dialects/iso87-ascii.yaml").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        shell.write("mine.yaml", own.replace("type: n..19,", "type: n...19,"));
        String message = Captured.REQUEST.replaceFirst("16" + Captured.PAN, "016" + Captured.PAN);
        Ended ended =
                shell.runWithInput(Captured.hex(message), "decode", "--guess", "-c", shell.config.toString(), "-");

        assertThat(ended.out().replaceAll(" +", " "))
                .startsWith("1 none mine 1 of 1 message whole (0100)\n2 none iso87-ascii 0 of 1");
    }

    /** As many paragraphs or frames as one likes: the same work, and it is said. */
    @Test
    void shouldLookAtSoManyMessagesOnly() throws Exception {
        List<Dialect> dialects = List.of(dialect("iso87-ascii"), dialect("iso87-binary"));
        List<FramingConfig> framings = Guess.framings();
        long most = (long) Guess.MOST_MESSAGES * (dialects.size() + (2L + dialects.size()) * framings.size());
        List<CapturePiece> pairs = Collections.nCopies(300_000, new CapturePiece("", new byte[] {0x08, 0}));
        byte[] zeros = new byte[1_000_000];
        byte[] echoes =
                Captured.length2(Collections.nCopies(20_000, Captured.ECHO).toArray(String[]::new));

        for (List<CapturePiece> pieces :
                List.of(pairs, List.of(new CapturePiece("", zeros)), List.of(new CapturePiece("", echoes)))) {
            Guess.Found found = Guess.all(pieces, framings, dialects, true);
            assertThat(found.isLimited()).isTrue();
            assertThat(found.looks()).isLessThanOrEqualTo(most);
        }
        Guess.Found found = Guess.all(List.of(new CapturePiece("", echoes)), framings, dialects, true);
        assertThat(found.best().get(0).framing()).isEqualTo("length-2");
        assertThat(found.best().get(0).isPerfect()).isTrue();

        String many = (Captured.hex(Captured.ECHO) + "\n\n").repeat(Guess.MOST_MESSAGES + 1);
        Shell shell = new Shell(folder);
        Ended ended = shell.runWithInput(many, "decode", "--guess", "-c", shell.config.toString(), "-");
        assertThat(ended.err()).isEqualTo("note: looked at no more than the first 1,000 messages of each reading\n");
        assertThat(ended.out()).startsWith("1  none").contains("1000 of 1,000 messages whole");
    }

    @Test
    void shouldSayThatNothingFits() throws IOException {
        Shell shell = new Shell(folder);
        assertThat(shell.run("decode", "--guess", "ffffffffffff"))
                .isEqualTo(
                        new Ended(1, "", "nothing fits: no framing and dialect known here gives one plausible MTI\n"));
    }

    /** Empty where the framing cannot carry the dialect. */
    private static byte[] stream(FramingConfig framing, Dialect dialect) {
        FrameFormat format = FrameFormat.of(framing, 4096);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int stan = 1; stan <= 3; stan++) {
            MessageWriter writer = new MessageWriter()
                    .begin(dialect, 0x0100)
                    .setText(2, Captured.PAN)
                    .setNumber(4, stan * 100L)
                    .setNumber(11, 100 + stan);
            byte[] body = new byte[500];
            int length = writer.encode(body, 0, body.length);
            byte[] frame = new byte[600];
            int written = format.write(new Frame().body(body, 0, length), frame, 0);
            assertThat(new MessageView().decode(dialect, body, 0, length)).isTrue();
            if (written < 0) {
                return new byte[0];
            }
            stream.write(frame, 0, written);
        }
        return stream.toByteArray();
    }

    private static Dialect dialect(String name) throws ConfigException {
        return Dialects.load(name, Path.of("."));
    }
}
