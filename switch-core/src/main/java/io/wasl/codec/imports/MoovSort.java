package io.wasl.codec.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which moov writes and reads parts that stand one behind the other, by the function that the {@code sort} of
 * their tag names. It compares keys two by two: as numbers where both are some, else as text.
 *
 * <pre>
 *   Strings       1 10 2 A
 *   StringsByInt  1 2 10              a key is a number in decimal digits
 *   StringsByHex  02 0A 10            … in whole bytes of hex digits, so that 2 and 10 are compared as text
 * </pre>
 */
enum MoovSort {
    STRINGS("Strings", "(?!)", 10),
    STRINGS_BY_INT("StringsByInt", "[+-]?[0-9]{1,18}", 10),
    /** Longer ones do not fit the number that moov compares. */
    STRINGS_BY_HEX("StringsByHex", "(?:[0-9A-Fa-f]{2}){1,7}", 16);

    private final String notation;
    private final String number;
    private final int radix;

    MoovSort(String notation, String number, int radix) {
        this.notation = notation;
        this.number = number;
        this.radix = radix;
    }

    /** Empty when there is no such function. */
    static Optional<MoovSort> of(String notation) {
        return Arrays.stream(values())
                .filter(sort -> sort.notation.equals(notation))
                .findFirst();
    }

    /** Empty when these keys have no one order, so that moov's differs from run to run. */
    Optional<List<String>> order(Collection<String> keys) {
        List<String> ordered = new ArrayList<>(keys);
        boolean isByNumber = keys.stream().allMatch(this::isNumber);
        if (isByNumber) {
            ordered.sort(Comparator.comparingLong(this::number));
        } else {
            ordered.sort(MoovSort::compareText);
        }
        return isAscending(ordered) ? Optional.of(ordered) : Optional.empty();
    }

    /** Numbers among texts have one order only when it is that of the texts too. */
    private boolean isAscending(List<String> ordered) {
        List<Long> numbers =
                ordered.stream().filter(this::isNumber).map(this::number).toList();
        Set<Long> distinct = new HashSet<>(numbers);
        return distinct.size() == numbers.size()
                && numbers.equals(numbers.stream().sorted().toList());
    }

    private boolean isNumber(String key) {
        return key.matches(number);
    }

    private long number(String key) {
        return Long.parseLong(key, radix);
    }

    /** Byte by byte of UTF-8. */
    private static int compareText(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
