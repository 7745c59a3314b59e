package io.wasl.security;

import io.wasl.config.ConfigException;
import io.wasl.config.ErrorReport;
import io.wasl.config.SourceFile;
import io.wasl.iso.Reason;
import java.nio.file.Path;
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
        Map<Long, Reason> reasons = new HashMap<>();
        ErrorReport errors = new ErrorReport(file.toString());
        boolean hasHeader = false;
        int line = 0;
        for (int start = 0; start < text.length; ) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            line++;
            int limit = end > start && text[end - 1] == '\r' ? end - 1 : end;
            if (limit > start && text[start] != '#') {
                if (hasHeader) {
                    row(text, start, limit, line, tokenizer, reasons, errors);
                } else if (isHeader(text, start, limit)) {
                    hasHeader = true;
                } else {
                    errors.add(line, 1, "", "must begin with the header row " + HEADER);
                    break;
                }
            }
            start = end + 1;
        }
        java.util.Arrays.fill(text, (byte) 0);
        errors.throwIfAny();
        return new HotCards(reasons);
    }

    private static boolean isHeader(byte[] text, int start, int end) {
        return new String(text, start, Math.min(end - start, 64), java.nio.charset.StandardCharsets.ISO_8859_1)
                .equals(HEADER);
    }

    private static void row(
            byte[] text,
            int start,
            int end,
            int line,
            PanTokenizer tokenizer,
            Map<Long, Reason> reasons,
            ErrorReport errors) {
        int comma = start;
        while (comma < end && text[comma] >= '0' && text[comma] <= '9') {
            comma++;
        }
        int digits = comma - start;
        if (digits < SHORTEST_PAN || digits > LONGEST_PAN || comma == end || text[comma] != ',') {
            errors.add(line, 1, "pan", "must have " + SHORTEST_PAN + " to " + LONGEST_PAN + " digits, then a comma");
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

    public int size() {
        return reasons.size();
    }

    /** Why a card is declined; null for one that is not on the list. */
    public @Nullable Reason find(long tokenLow) {
        return reasons.get(tokenLow);
    }
}
