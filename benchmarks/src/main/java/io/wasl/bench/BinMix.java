package io.wasl.bench;

import io.wasl.config.ConfigException;
import io.wasl.iso.Luhn;
import io.wasl.routing.BinTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A made-up world of cards: BINs of six digits in the brands' real proportions, and within each of them some thirty
 * narrower ranges of 8 to 11 digits, as issuers hand them out. The same seed gives the same world.
 *
 * <pre>
 *   400123                  one range of six digits, the BIN's default
 *     40012307              8 digits  ┐
 *     400123191             9 digits  │ at most one in each hundredth of the BIN,
 *     4001234456           10 digits  │ so that none lies over another
 *     40012398177          11 digits  ┘
 * </pre>
 *
 * <p>No number here belongs to a card: all digits behind the BIN are drawn by chance.
 */
public final class BinMix {

    static final int MILLION = 1_000_000;
    public static final long SEED = 8583;

    /** So many digits of a PAN are compared where ranges are numbers: more than any range has. */
    static final int DIGITS = 18;

    private static final int ISSUERS = 40;
    private static final int RANGES_PER_BIN = 34;
    private static final int BIN_DIGITS = 6;
    private static final int CELLS_PER_BIN = 100;
    private static final int PERCENT = 100;

    /** {@code share} in percent; BINs from {@code firstBin} to {@code lastBin}. */
    private record Brand(String name, int share, int firstBin, int lastBin, int panLength) {}

    private static final List<Brand> BRANDS = List.of(
            new Brand("visa", 45, 400_000, 499_999, 16),
            new Brand("mastercard", 20, 510_000, 559_999, 16),
            new Brand("mastercard", 10, 222_100, 272_099, 16),
            new Brand("unionpay", 9, 620_000, 628_999, 16),
            new Brand("amex", 4, 370_000, 379_999, 15),
            new Brand("discover", 4, 644_000, 659_999, 16),
            new Brand("maestro", 8, 560_000, 589_999, 19));

    /** One row: its digits, both as low and as high. */
    private record Row(long digits, int count, int issuer, Brand brand) {}

    private final Random random;
    private final List<Row> rows;

    public BinMix(int ranges, long seed) {
        random = new Random(seed);
        rows = new ArrayList<>(ranges);
        int bins = Math.max(1, ranges / RANGES_PER_BIN);
        int nested = ranges - bins;
        int bin = 0;
        for (Brand brand : BRANDS) {
            boolean isLast = brand.equals(BRANDS.get(BRANDS.size() - 1));
            int mine = isLast ? bins - bin : Math.min(bins - bin, bins * brand.share / PERCENT);
            int last = bin + mine;
            for (int number : chosen(brand, mine)) {
                // Shares of the nested ranges that add up exactly.
                int quota = (int) ((long) nested * (bin + 1) / bins - (long) nested * bin / bins);
                addBin(number, brand, quota);
                bin++;
            }
            assert bin == last : "brand " + brand.name + " has too few BINs";
        }
    }

    /** The configuration's issuers, in its order. */
    public static List<String> issuers() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ISSUERS; i++) {
            ids.add("issuer-" + (char) ('a' + i / 10) + (char) ('a' + i % 10));
        }
        return ids;
    }

    private int[] chosen(Brand brand, int count) {
        int there = brand.lastBin - brand.firstBin + 1;
        BitSet bins = new BitSet(there);
        while (bins.cardinality() < Math.min(count, there)) {
            bins.set(random.nextInt(there));
        }
        return bins.stream().map(i -> brand.firstBin + i).toArray();
    }

    private void addBin(int bin, Brand brand, int nested) {
        int issuer = random.nextInt(ISSUERS);
        rows.add(new Row(bin, BIN_DIGITS, issuer, brand));
        int left = nested;
        for (int cell = 0; cell < CELLS_PER_BIN; cell++) {
            if (random.nextInt(CELLS_PER_BIN - cell) < left) {
                int more = moreDigits();
                long digits = (long) bin * CELLS_PER_BIN + cell;
                for (int i = 0; i < more; i++) {
                    digits = digits * 10 + random.nextInt(10);
                }
                boolean isSold = random.nextInt(10) == 0;
                rows.add(new Row(digits, BIN_DIGITS + 2 + more, isSold ? random.nextInt(ISSUERS) : issuer, brand));
                left--;
            }
        }
    }

    /** Digits beyond eight: most ranges are narrowed no further. */
    private int moreDigits() {
        int percent = random.nextInt(PERCENT);
        return percent < 55 ? 0 : percent < 80 ? 1 : percent < 95 ? 2 : 3;
    }

    int ranges() {
        return rows.size();
    }

    /** Told each range as numbers of {@value #DIGITS} digits. */
    @FunctionalInterface
    interface RangeVisitor {
        void onRange(long low, long high, int issuer);
    }

    /** Each range, a BIN before what is within it. */
    void eachRange(RangeVisitor visitor) {
        for (Row row : rows) {
            long wide = 1;
            for (int i = row.count; i < DIGITS; i++) {
                wide *= 10;
            }
            visitor.onRange(row.digits * wide, row.digits * wide + wide - 1, row.issuer);
        }
    }

    public void write(Path csv) throws IOException {
        List<String> issuers = issuers();
        try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.US_ASCII)) {
            out.write("low,high,issuer,brand,pan-length,priority\n");
            StringBuilder line = new StringBuilder();
            for (Row row : rows) {
                line.setLength(0);
                line.append(row.digits).append(',').append(row.digits).append(',');
                line.append(issuers.get(row.issuer))
                        .append(',')
                        .append(row.brand.name)
                        .append(',');
                line.append(row.brand.panLength).append(",1\n");
                out.append(line);
            }
        }
    }

    /** Through a temporary file, which is removed. */
    public BinTable load() {
        try {
            Path csv = Files.createTempFile("wasl-bench-routes", ".csv");
            try {
                write(csv);
                return BinTable.load(csv, issuers());
            } finally {
                Files.delete(csv);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PAN in a range drawn by chance, with the right check digit. */
    byte[] pan(Random chance) {
        Row row = rows.get(chance.nextInt(rows.size()));
        byte[] pan = new byte[row.brand.panLength];
        long digits = row.digits;
        for (int i = row.count - 1; i >= 0; i--) {
            pan[i] = (byte) ('0' + digits % 10);
            digits /= 10;
        }
        for (int i = row.count; i < pan.length - 1; i++) {
            pan[i] = (byte) ('0' + chance.nextInt(10));
        }
        pan[pan.length - 1] = Luhn.checkDigit(pan, 0, pan.length - 1);
        return pan;
    }
}
