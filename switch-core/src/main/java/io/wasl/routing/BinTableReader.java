package io.wasl.routing;

import io.wasl.config.ErrorReport;
import io.wasl.config.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rows of a BIN table from its bytes.
 *
 * <p>The grammar is smaller than CSV's: no quotes, one line a row; blank lines and lines that begin with {@code #} are
 * skipped, spaces around a value too, and a byte-order mark and carriage returns do no harm.
 *
 * <p>Owner: the thread that loads the table.
 */
final class BinTableReader {

    static final String HEADER = "low,high,issuer,brand,pan-length,priority";

    private static final String[] COLUMNS = {"low", "high", "issuer", "brand", "pan-length", "priority", "luhn"};
    private static final int LOW = 0;
    private static final int HIGH = 1;
    private static final int ISSUER = 2;
    private static final int BRAND = 3;
    private static final int PAN_LENGTH = 4;
    private static final int PRIORITY = 5;
    private static final int LUHN = 6;

    private static final int LONGEST_ISSUER = 32;
    private static final int LONGEST_BRAND = 32;
    private static final int LARGEST_PRIORITY = 999_999;

    /** What the rows of one range must agree on. */
    record Terms(String brand, int lengths, boolean luhn) {}

    private final byte[] text;
    private final ErrorReport errors;
    private final List<String> issuerIds;
    private final Map<String, Integer> issuerIndex = new HashMap<>();
    private final Map<Terms, Integer> termsIndex = new HashMap<>();
    private final List<Terms> terms = new ArrayList<>();
    private final Map<String, Integer> lengthMasks = new HashMap<>();
    private final BinRows rows = new BinRows();

    /** Where each value of the row in hand begins and ends, without the spaces around it. */
    private final int[] starts = new int[COLUMNS.length];

    private final int[] ends = new int[COLUMNS.length];
    private int columns;
    private int line;
    private int lineStart;
    private boolean rowIsRight;

    BinTableReader(byte[] text, List<String> issuerIds, ErrorReport errors) {
        this.text = text;
        this.issuerIds = issuerIds;
        this.errors = errors;
        for (int i = 0; i < issuerIds.size(); i++) {
            issuerIndex.put(issuerIds.get(i), i);
        }
    }

    List<Terms> terms() {
        return terms;
    }

    BinRows read() {
        int position = startsWithByteOrderMark() ? 3 : 0;
        while (position < text.length) {
            line++;
            lineStart = position;
            int end = lineEnd(position);
            if (!isSkipped(position, end)) {
                if (columns == 0) {
                    if (!readHeader(end)) {
                        return rows;
                    }
                } else {
                    readRow(end);
                }
            }
            position = end + 1;
        }
        if (columns == 0) {
            errors.add(0, 0, "", "is empty; its first row must be " + HEADER);
        } else if (rows.count() == 0 && errors.isEmpty()) {
            errors.add(0, 0, "", "has no ranges");
        }
        return rows;
    }

    private boolean startsWithByteOrderMark() {
        return text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
    }

    private int lineEnd(int position) {
        int end = position;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean isSkipped(int start, int end) {
        int first = skipSpaces(start, end);
        return first == end || text[first] == '#';
    }

    private boolean readHeader(int end) {
        int start = skipSpaces(lineStart, end);
        String header = ascii(start, skipSpacesBack(start, end)).replace(" ", "");
        if (header.equals(HEADER)) {
            columns = COLUMNS.length - 1;
        } else if (header.equals(HEADER + ",luhn")) {
            columns = COLUMNS.length;
        } else {
            errors.add(line, start - lineStart + 1, "", "the header row must be " + HEADER + ", then luhn if wanted");
        }
        return columns > 0;
    }

    private void readRow(int end) {
        int found = split(end);
        if (found != columns) {
            errors.add(line, 1, "", "the row has " + found + " values where the header names " + columns);
            return;
        }
        rowIsRight = true;
        int row = rows.open();
        rows.lines[row] = line;
        readBounds(row);
        rows.issuers[row] = readIssuer();
        rows.terms[row] = readTerms();
        rows.priorities[row] = readPriority();
        if (rowIsRight) {
            rows.keep();
        }
    }

    /** Returns how many values there are; keeps the places of the first seven. */
    private int split(int end) {
        int found = 0;
        int start = lineStart;
        for (int i = lineStart; i <= end; i++) {
            if (i == end || text[i] == ',') {
                if (found < COLUMNS.length) {
                    starts[found] = skipSpaces(start, i);
                    ends[found] = skipSpacesBack(starts[found], i);
                }
                found++;
                start = i + 1;
            }
        }
        return found;
    }

    private void readBounds(int row) {
        long low = isBound(LOW) ? PanNumber.low(text, starts[LOW], length(LOW)) : PanNumber.NOT_A_NUMBER;
        long high = isBound(HIGH) ? PanNumber.high(text, starts[HIGH], length(HIGH)) : PanNumber.NOT_A_NUMBER;
        if (low == PanNumber.NOT_A_NUMBER) {
            wrong(LOW, "must have 6 to 19 digits");
        }
        if (high == PanNumber.NOT_A_NUMBER) {
            wrong(HIGH, "must have 6 to 19 digits");
        } else if (low != PanNumber.NOT_A_NUMBER && Long.compareUnsigned(low, high) > 0) {
            wrong(HIGH, "lies below low");
        }
        rows.lows[row] = low;
        rows.highs[row] = high;
    }

    private boolean isBound(int column) {
        return length(column) >= PanNumber.PREFIX_DIGITS && length(column) <= PanNumber.DIGITS;
    }

    private int readIssuer() {
        String issuer = value(ISSUER);
        Integer index = issuerIndex.get(issuer);
        if (index == null) {
            wrong(ISSUER, unknownIssuer(issuer));
            return 0;
        }
        return index;
    }

    /** Names the word only when it looks like an issuer: in a shifted row it may be a card's number. */
    private String unknownIssuer(String issuer) {
        if (issuer.isEmpty()) {
            return "is missing";
        }
        boolean isName = issuer.length() <= LONGEST_ISSUER && issuer.chars().allMatch(BinTableReader::isNameLetter);
        return isName
                ? "no issuer '" + issuer + "' is configured" + Spelling.suggestion(issuer, issuerIds)
                : "is not the name of an issuer";
    }

    private static boolean isNameLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
    }

    private int readTerms() {
        String brand = value(BRAND);
        if (!isBrand(brand)) {
            wrong(BRAND, "must have 1 to 32 letters, digits, spaces or any of -_.");
        }
        int lengths = lengthMasks.computeIfAbsent(value(PAN_LENGTH), PanLengths::parse);
        if (lengths == PanLengths.WRONG) {
            wrong(PAN_LENGTH, "must read like 16, 16-19 or 16|19, each from 8 to 19");
        }
        boolean luhn = columns <= LUHN || readLuhn();
        Terms read = new Terms(brand, lengths, luhn);
        Integer known = termsIndex.get(read);
        if (known == null) {
            known = terms.size();
            termsIndex.put(read, known);
            terms.add(read);
        }
        return known;
    }

    private boolean readLuhn() {
        String luhn = value(LUHN);
        if (!luhn.isEmpty() && !luhn.equals("yes") && !luhn.equals("no")) {
            wrong(LUHN, "must be yes or no");
        }
        return !luhn.equals("no");
    }

    private int readPriority() {
        int priority = 0;
        boolean right = length(PRIORITY) >= 1 && length(PRIORITY) <= 6;
        for (int i = starts[PRIORITY]; right && i < ends[PRIORITY]; i++) {
            right = text[i] >= '0' && text[i] <= '9';
            priority = priority * 10 + (text[i] - '0');
        }
        if (!right) {
            wrong(PRIORITY, "must be a whole number from 0 to " + LARGEST_PRIORITY + "; the lowest goes first");
        }
        return priority;
    }

    private static boolean isBrand(String brand) {
        boolean right = !brand.isEmpty() && brand.length() <= LONGEST_BRAND;
        for (int i = 0; right && i < brand.length(); i++) {
            char c = brand.charAt(i);
            right = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || " -_.".indexOf(c) >= 0;
        }
        return right;
    }

    private void wrong(int column, String reason) {
        rowIsRight = false;
        errors.add(line, starts[column] - lineStart + 1, COLUMNS[column], reason);
    }

    private int length(int column) {
        return ends[column] - starts[column];
    }

    private String value(int column) {
        return ascii(starts[column], ends[column]);
    }

    private String ascii(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private int skipSpaces(int start, int end) {
        int i = start;
        while (i < end && isSpace(text[i])) {
            i++;
        }
        return i;
    }

    private int skipSpacesBack(int start, int end) {
        int i = end;
        while (i > start && isSpace(text[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
