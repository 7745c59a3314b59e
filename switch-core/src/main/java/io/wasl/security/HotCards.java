package io.wasl.security;

import io.wasl.config.ConfigException;
import io.wasl.config.ErrorReport;
import io.wasl.config.SourceFile;
import io.wasl.iso.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's hot list: cards that are declined when Wasl answers in its place. Held by token; the numbers themselves are gone
 * when the file is read.
 *
 * <pre>
 *   # one card a line; blank lines and comments are skipped
 *   pan,code
 *   4000001234567899,43         04 pick up, 41 lost, 43 stolen
 * </pre>
 *
 * Immutable. An error never tells a digit of the card.
 */
public final class HotCards {

    /** A list of ten million cards. */
    private static final long MOST_FILE_BYTES = 256L << 20;

    private static final String HEADER = "pan,code";
    private static final int SHORTEST_PAN = 8;
    private static final int LONGEST_PAN = 19;

    private static final HotCards NONE = new HotCards(Map.of());

    private final Map<Long, Reason> reasons;

    private HotCards(Map<Long, Reason> reasons) {
        this.reasons = reasons;
    }

    public static HotCards none() {
        return NONE;
    }

    /**
     * @param tokenizer of the key in use
     * @throws ConfigException with every mistake of the file
     */
    public static HotCards load(Path file, PanTokenizer tokenizer) throws ConfigException {
        byte[] text = SourceFile.read(file, MOST_FILE_BYTES);
        Reading reading = new Reading(text, tokenizer, new ErrorReport(file.toString()));
        reading.read();
        Arrays.fill(text, (byte) 0);
        reading.errors.throwIfAny();
        return new HotCards(reading.reasons);
    }

    /** One file under hand. */
    private static final class Reading {
        private final byte[] text;
        private final PanTokenizer tokenizer;
        private final ErrorReport errors;
        private final Map<Long, Reason> reasons = new HashMap<>();
        private boolean hasHeader;
        private int line;

        Reading(byte[] text, PanTokenizer tokenizer, ErrorReport errors) {
            this.text = text;
            this.tokenizer = tokenizer;
            this.errors = errors;
        }

        void read() {
            int start = 0;
            boolean goesOn = true;
            while (goesOn && start < text.length) {
                int end = start;
                while (end < text.length && text[end] != '\n') {
                    end++;
                }
                line++;
                int limit = end > start && text[end - 1] == '\r' ? end - 1 : end;
                goesOn = limit == start || text[start] == '#' || row(start, limit);
                start = end + 1;
            }
        }

        /** False where nothing behind it can be read. */
        private boolean row(int start, int end) {
            if (hasHeader) {
                card(start, end);
                return true;
            }
            hasHeader = end - start == HEADER.length()
                    && new String(text, start, end - start, StandardCharsets.ISO_8859_1).equals(HEADER);
            if (!hasHeader) {
                errors.add(line, 1, "", "must begin with the header row " + HEADER);
            }
            return hasHeader;
        }

        private void card(int start, int end) {
            int comma = start;
            while (comma < end && text[comma] >= '0' && text[comma] <= '9') {
                comma++;
            }
            int digits = comma - start;
            if (digits < SHORTEST_PAN || digits > LONGEST_PAN || comma == end || text[comma] != ',') {
                errors.add(
                        line, 1, "pan", "must have " + SHORTEST_PAN + " to " + LONGEST_PAN + " digits, then a comma");
                return;
            }
            Reason reason = end - comma == 3 ? reason(text[comma + 1], text[comma + 2]) : null;
            if (reason == null) {
                errors.add(line, digits + 2, "code", "must be 04 (pick up), 41 (lost) or 43 (stolen)");
                return;
            }
            tokenizer.compute(text, start, digits);
            if (reasons.putIfAbsent(tokenizer.low(), reason) != null) {
                errors.add(line, 1, "pan", "is a card of a line above");
            }
        }

        private static @Nullable Reason reason(byte tens, byte units) {
            return switch (tens << 8 | units) {
                case '0' << 8 | '4' -> Reason.HOT_CARD;
                case '4' << 8 | '1' -> Reason.LOST_CARD;
                case '4' << 8 | '3' -> Reason.STOLEN_CARD;
                default -> null;
            };
        }
    }

    public int size() {
        return reasons.size();
    }

    /** Why a card is declined; null for one that is not on the list. */
    public @Nullable Reason find(long tokenLow) {
        return reasons.get(tokenLow);
    }
}
