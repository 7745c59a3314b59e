package io.wasl.sim.acquirer;

import io.wasl.iso.Luhn;
import io.wasl.iso.Mti;
import io.wasl.sim.yaml.Forms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One kind of payment in a mix. Immutable.
 *
 * @param name for reports
 * @param weight its share, relative to the others'
 * @param mti 0100, 0200, or an advice, 0120 or 0220, which is repeated until it is answered and never reversed for want of an
 *     answer
 * @param pans cards it is made with; test cards only, never printed
 * @param amounts DE 4, drawn evenly, minor units
 * @param currency DE 49
 * @param elements values that stand in the place of the generated ones, by data element
 * @param cancelPercent how many of a hundred approvals the cardholder takes back (0420)
 * @param expected codes that are right for it, as text; empty: any
 */
public record Traffic(
        String name,
        int weight,
        int mti,
        List<String> pans,
        Forms.Span amounts,
        String currency,
        Map<Integer, String> elements,
        int cancelPercent,
        Set<String> expected) {

    public Traffic {
        pans = List.copyOf(pans);
        elements = Map.copyOf(elements);
        expected = Set.copyOf(expected);
    }

    /** What {@link #isKnown} demands, for a sentence. */
    public static final String KNOWN = "must be 0100, 0200, 0120 or 0220";

    /** Whether such payments can be made, by their MTI of 1987. */
    public static boolean isKnown(int mti) {
        return mti == 0x0100 || mti == 0x0200 || mti == 0x0120 || mti == 0x0220;
    }

    /** Whether it tells what has happened: nobody can decline it, and somebody must hear of it. */
    boolean isAdvice() {
        return Mti.function(mti) == Mti.FUNCTION_ADVICE;
    }

    /** {@code count} cards below a prefix, with their Luhn digit; the same every time. */
    public static List<String> cards(String prefix, int length, int count) {
        int width = length - prefix.length() - 1;
        if (!prefix.matches("\\d+") || width < 1 || length > 19 || Math.pow(10, width) < count) {
            throw new IllegalArgumentException("no room for " + count + " cards below that prefix");
        }
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> withLuhn(prefix + String.format("%0" + width + "d", i)))
                .toList();
    }

    private static String withLuhn(String digits) {
        byte[] ascii = digits.getBytes(StandardCharsets.US_ASCII);
        return digits + (char) Luhn.checkDigit(ascii, 0, ascii.length);
    }

    /** No card. */
    @Override
    public String toString() {
        return name;
    }
}
