package io.wasl.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BinPiecesTest {

    private static final int LINES = 60;
    private static final int NUMBERS = 4_000;

    /** Crowds of every size and depth, asked at each bound, beside it and in between, against a search in all bounds. */
    @Test
    void shouldFindThePieceThatAPlainSearchFinds() {
        long seed = Long.getLong("wasl.seed", new Random().nextLong());
        Random random = new Random(seed);
        int crowds = 0;
        for (int line = 0; line < LINES; line++) {
            long[] lows = lows(random);
            int[] terms = new int[lows.length];
            Arrays.setAll(terms, i -> random.nextInt(8) == 0 ? BinPieces.NONE : random.nextInt(1_000_000));
            BinPieces pieces = new BinPieces(lows, terms);
            crowds += lows.length > 20 ? 1 : 0;
            for (int i = 0; i < NUMBERS; i++) {
                long number = number(random, lows);
                assertThat(pieces.termsAt(number))
                        .as("seed %d, line %d of %d pieces, number %s", seed, line, lows.length, text(number))
                        .isEqualTo(terms[plainSearch(lows, number)]);
            }
        }
        assertThat(crowds).isGreaterThan(LINES / 4);
    }

    private static String text(long number) {
        return Long.toUnsignedString(number);
    }

    /** Few prefixes, in each pieces that differ from the seventh digit on, or in the eighth only, or in the last ones. */
    private static long[] lows(Random random) {
        int count = 1 << random.nextInt(11);
        long[] lows = new long[count];
        for (int i = 1; i < count; i++) {
            int prefix = random.nextInt(3) == 0 ? 999_999 : 400_000 + random.nextInt(1 + count / 40);
            long width = PanNumber.firstOf(1);
            int digits = random.nextInt(4) == 0 ? 13 : 2 + random.nextInt(4);
            long unit = (long) Math.pow(10, 13 - digits);
            long low = PanNumber.firstOf(prefix) + Math.floorMod(random.nextLong(), width / unit) * unit;
            lows[i] = random.nextInt(5) == 0 ? lows[random.nextInt(i)] + 1 : low;
        }
        return Arrays.stream(lows)
                .map(low -> low ^ Long.MIN_VALUE)
                .sorted()
                .distinct()
                .map(low -> low ^ Long.MIN_VALUE)
                .toArray();
    }

    private static long number(Random random, long[] lows) {
        long bound = lows[random.nextInt(lows.length)];
        long number = switch (random.nextInt(4)) {
            case 0 -> bound;
            case 1 -> bound == 0 ? 0 : bound - 1;
            case 2 -> bound + random.nextInt(1_000);
            default -> PanNumber.firstOf(random.nextInt(1_000_000)) + random.nextInt(1_000_000);
        };
        return Long.compareUnsigned(number, PanNumber.LARGEST) > 0 ? PanNumber.LARGEST : number;
    }

    private static int plainSearch(long[] lows, long number) {
        int found = 0;
        while (found + 1 < lows.length && Long.compareUnsigned(lows[found + 1], number) <= 0) {
            found++;
        }
        return found;
    }
}
