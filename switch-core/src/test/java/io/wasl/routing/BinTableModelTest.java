package io.wasl.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import io.wasl.iso.Reason;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of random tables, 180,000 PANs against a model that looks at every range and takes the narrowest: written with big numbers
 * and text, so that it shares no arithmetic with the table.
 */
class BinTableModelTest {

    private static final int TABLES = 750;
    private static final int PANS_PER_TABLE = 240;

    @TempDir
    Path folder;

    @Test
    void shouldRouteAsTheModelDoes() throws ConfigException {
        long seed = Long.getLong("wasl.seed", new Random().nextLong());
        Random random = new Random(seed);
        TableFile file = new TableFile(folder);
        int hits = 0;
        int overlaps = 0;
        for (int n = 0; n < TABLES; n++) {
            Model model = Model.random(random);
            BinTable table = file.load(model.rows(random));
            for (int p = 0; p < PANS_PER_TABLE; p++) {
                String pan = model.pan(random);
                List<Model.Range> over = model.over(pan);
                byte[] digits = pan.getBytes(US_ASCII);
                assertThat(describe(table.route(digits, 0, digits.length)))
                        .as("seed %d, table %d, PAN %s, ranges %s", seed, n, pan, model.ranges)
                        .isEqualTo(model.route(pan));
                assertExplainsAsRouted(table, pan, over, seed);
                hits += over.isEmpty() ? 0 : 1;
                overlaps += over.size() > 1 ? 1 : 0;
            }
        }
        assertThat(hits).as("PANs in a range").isGreaterThan(TABLES * PANS_PER_TABLE / 3);
        assertThat(overlaps).as("PANs in two ranges").isGreaterThan(TABLES * PANS_PER_TABLE / 10);
    }

    /** A PAN of 19 digits lies in one part only, whose range is the narrowest. */
    private static void assertExplainsAsRouted(BinTable table, String pan, List<Model.Range> over, long seed) {
        if (pan.length() < PanNumber.DIGITS) {
            return;
        }
        List<Explanation.Part> parts = table.explain(pan).parts();
        assertThat(parts).as("seed %d", seed).hasSize(1);
        Optional<BinRange> range = parts.get(0).range();
        assertThat(range.isPresent()).as("seed %d", seed).isEqualTo(!over.isEmpty());
        range.ifPresent(found -> assertThat(found.destinations().stream()
                        .map(destination -> TableFile.ISSUERS.indexOf(destination.issuer()))
                        .toList())
                .as("seed %d", seed)
                .isEqualTo(over.get(0).issuers()));
    }

    private static String describe(Route route) {
        return route instanceof Route.To to
                ? Arrays.toString(to.issuers())
                : ((Route.Decline) route).reason().name();
    }

    private record Model(List<Range> ranges) {

        private record Range(String low, String high, List<Integer> issuers, int panLength) {

            BigInteger first() {
                return new BigInteger(low + "0".repeat(19 - low.length()));
            }

            BigInteger last() {
                return new BigInteger(high + "9".repeat(19 - high.length()));
            }

            BigInteger width() {
                return last().subtract(first());
            }
        }

        /** Few prefixes and short tails, so that ranges meet; a range as wide as one it overlaps is left out. */
        static Model random(Random random) {
            List<Range> ranges = new ArrayList<>();
            Map<BigInteger, List<Range>> byWidth = new HashMap<>();
            int wanted = 1 + random.nextInt(24);
            while (ranges.size() < wanted) {
                Range range = randomRange(random);
                List<Range> equals = byWidth.computeIfAbsent(range.width(), width -> new ArrayList<>());
                boolean fits = range.width().signum() >= 0
                        && equals.stream()
                                .noneMatch(other -> range.first().compareTo(other.last()) <= 0
                                        && other.first().compareTo(range.last()) <= 0);
                if (fits) {
                    equals.add(range);
                    ranges.add(range);
                } else {
                    wanted--;
                }
            }
            return new Model(ranges.isEmpty() ? List.of(new Range("400000", "400000", List.of(0), 16)) : ranges);
        }

        private static Range randomRange(Random random) {
            String prefix = random.nextBoolean() ? "99999" : random.nextBoolean() ? "00000" : "40000";
            String low = prefix + digits(random, 1 + random.nextInt(4));
            String high = random.nextBoolean() ? low : prefix + digits(random, 1 + random.nextInt(4));
            if (random.nextInt(8) == 0) {
                low = low + digits(random, 19 - low.length());
                high = random.nextBoolean() ? low : high;
            }
            List<Integer> issuers = new ArrayList<>(List.of(0, 1, 2));
            Collections.shuffle(issuers, random);
            return new Range(low, high, List.copyOf(issuers.subList(0, 1 + random.nextInt(3))), 12 + random.nextInt(8));
        }

        static String digits(Random random, int count) {
            StringBuilder digits = new StringBuilder();
            for (int i = 0; i < count; i++) {
                int kind = random.nextInt(4);
                digits.append(kind == 0 ? 0 : kind == 1 ? 9 : random.nextInt(10));
            }
            return digits.toString();
        }

        String[] rows(Random random) {
            List<String> rows = new ArrayList<>();
            for (Range range : ranges) {
                for (int i = 0; i < range.issuers().size(); i++) {
                    rows.add(String.join(
                            ",",
                            range.low(),
                            range.high(),
                            TableFile.ISSUERS.get(range.issuers().get(i)),
                            "VISA",
                            "12|" + range.panLength() + "-19",
                            Integer.toString(i * 10)));
                }
            }
            Collections.shuffle(rows, random);
            return rows.toArray(String[]::new);
        }

        /** Mostly near a bound of a range, mostly with a right check digit. */
        String pan(Random random) {
            Range range = ranges.get(random.nextInt(ranges.size()));
            BigInteger near = (random.nextBoolean() ? range.first() : range.last())
                    .add(BigInteger.valueOf(random.nextInt(3) - 1));
            String digits = random.nextInt(4) == 0
                    ? range.low() + digits(random, 19 - range.low().length())
                    : String.format("%19s", near.max(BigInteger.ZERO))
                            .replace(' ', '0')
                            .substring(0, 19);
            int length = 12 + random.nextInt(8);
            return random.nextInt(4) == 0
                    ? digits.substring(0, length)
                    : BinTableTest.withCheckDigit(digits.substring(0, length - 1));
        }

        List<Range> over(String pan) {
            BigInteger number = new BigInteger(pan + "0".repeat(19 - pan.length()));
            return ranges.stream()
                    .filter(range ->
                            range.first().compareTo(number) <= 0 && range.last().compareTo(number) >= 0)
                    .sorted(Comparator.comparing(Range::width))
                    .toList();
        }

        String route(String pan) {
            List<Range> over = over(pan);
            if (over.isEmpty()) {
                return Reason.UNKNOWN_BIN.name();
            }
            Range range = over.get(0);
            boolean length = pan.length() == 12 || pan.length() >= range.panLength();
            boolean check = BinTableTest.withCheckDigit(pan.substring(0, pan.length() - 1))
                    .equals(pan);
            return length && check ? range.issuers().toString() : Reason.INVALID_PAN.name();
        }
    }
}
