package io.wasl.sim.issuer;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.iso.Mti;
import io.wasl.sim.book.Card;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * The issuer's book as CSV, one effect a line, appended before its answer leaves. Cards stand as token and masked PAN.
 *
 * <p>Handed to the operating system line by line, not forced: it survives the death of any process, not of the machine.
 * Owner: the issuer's loop.
 */
public final class BookFile implements Effect.Sink, AutoCloseable {

    private static final String HEADER =
            "effect,card,masked,mti,stan,transmitted,acquiring,forwarding,currency,amount,code,authorization";

    private final Writer writer;

    private BookFile(Writer writer) {
        this.writer = writer;
    }

    /** Opens for appending, with a header line if the file is new. */
    public static BookFile append(Path file) throws IOException {
        boolean fresh = !Files.exists(file) || Files.size(file) == 0;
        Writer writer = Files.newBufferedWriter(
                file, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var book = new BookFile(writer);
        if (fresh) {
            book.line(HEADER);
        }
        return book;
    }

    /**
     * Reads a book from its beginning; nothing happens when there is no file.
     *
     * @throws ConfigException for the first line that is none of a book's
     */
    public static void read(Path file, Consumer<Effect> reader) throws ConfigException {
        if (!Files.exists(file)) {
            return;
        }
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (number > 1) {
                    reader.accept(parse(line));
                } else if (!line.equals(HEADER)) {
                    throw new IllegalArgumentException("not the book of an issuer simulator");
                }
            }
        } catch (IOException e) {
            throw new ConfigException(new ConfigError(file.toString(), 0, 0, "", "cannot be read"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(new ConfigError(file.toString(), number, 0, "", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void append(Effect effect) {
        TransactionKey key = effect.key();
        line(String.join(
                ",",
                effect.kind().name(),
                key.card().token(),
                key.card().masked(),
                Mti.toString(key.mti()),
                plain(key.stan()),
                plain(key.time()),
                plain(key.acquiring()),
                plain(key.forwarding()),
                plain(effect.currency()),
                Long.toString(effect.amountMinor()),
                plain(effect.code()),
                plain(effect.authorization())));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static Effect parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != HEADER.split(",").length || !cells[9].matches("\\d{1,12}")) {
            throw new IllegalArgumentException("not a line of a book");
        }
        var card = new Card(cells[1], cells[2]);
        var key = new TransactionKey(card, Mti.parse(cells[3]), cells[4], cells[5], cells[6], cells[7]);
        return new Effect(Effect.Kind.valueOf(cells[0]), key, cells[8], Long.parseLong(cells[9]), cells[10], cells[11]);
    }

    /** Text elements may hold anything; what would break a line becomes a question mark. */
    private static String plain(String text) {
        return text.replaceAll("[^0-9A-Za-z]", "?");
    }

    private void line(String text) {
        try {
            writer.write(text);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the issuer's book cannot be written", e);
        }
    }
}
