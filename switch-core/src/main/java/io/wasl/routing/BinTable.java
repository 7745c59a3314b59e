package io.wasl.routing;

import io.wasl.config.ConfigException;
import io.wasl.config.ErrorReport;
import io.wasl.config.IssuerConfig;
import io.wasl.config.SourceFile;
import io.wasl.config.SwitchConfig;
import io.wasl.iso.Luhn;
import io.wasl.iso.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a PAN to its issuers: ranges of 6 to 19 digits, of which the narrowest over a PAN decides.
 *
 * <p>A range that lies partly over another is allowed where their widths differ. Each range says which PAN lengths are
 * valid and whether the check digit is looked at. Immutable; loaded on any thread, asked on any.
 */
public final class BinTable {

    /** About five million rows; a larger file is a mistake and would not fit the heap the launcher gives. */
    static final long MOST_FILE_BYTES = 256L << 20;

    private static final Route UNKNOWN_BIN = new Route.Decline(Reason.UNKNOWN_BIN);
    private static final Route INVALID_PAN = new Route.Decline(Reason.INVALID_PAN);

    private final BinPieces pieces;
    private final RangeTerms[] terms;
    private final BinRanges ranges;

    BinTable(BinPieces pieces, List<RangeTerms> terms, BinRanges ranges) {
        this.pieces = pieces;
        this.terms = terms.toArray(new RangeTerms[0]);
        this.ranges = ranges;
    }

    /** The table that a configuration names, as its file says now; see {@link #load(Path, List)}. */
    public static BinTable load(SwitchConfig config) throws ConfigException {
        List<String> issuers = config.issuers().stream().map(IssuerConfig::id).toList();
        return load(config.routing().table(), issuers);
    }

    /**
     * Reads a table.
     *
     * @param csv rows of {@code low,high,issuer,brand,pan-length,priority}, and {@code luhn} if wanted
     * @param issuerIds the configuration's issuers, in its order: a {@link Route.To} names them by index
     * @throws ConfigException with every mistake of the file
     */
    public static BinTable load(Path csv, List<String> issuerIds) throws ConfigException {
        return parse(csv.toString(), SourceFile.read(csv, MOST_FILE_BYTES), issuerIds);
    }

    /**
     * As {@link #load(Path, List)}, of a table at hand.
     *
     * @param name of the table, for errors
     */
    public static BinTable parse(String name, byte[] csv, List<String> issuerIds) throws ConfigException {
        ErrorReport errors = new ErrorReport(name);
        BinTableReader reader = new BinTableReader(csv, issuerIds, errors);
        BinRows rows = reader.read();
        BinTable table = new BinTableBuilder(rows, reader.terms(), issuerIds, errors).build();
        errors.throwIfAny();
        return table;
    }

    /**
     * Where a PAN leads. Allocates nothing.
     *
     * @param pan a region of ASCII digits
     * @return {@link Reason#UNKNOWN_BIN} when no range holds it; {@link Reason#INVALID_PAN} when it is no PAN at all, or
     *     when its range refuses its length or its check digit
     */
    public Route route(byte[] pan, int offset, int length) {
        long number = length < PanNumber.SHORTEST_PAN ? PanNumber.NOT_A_NUMBER : PanNumber.low(pan, offset, length);
        if (number == PanNumber.NOT_A_NUMBER) {
            return INVALID_PAN;
        }
        int at = pieces.termsAt(number);
        if (at == BinPieces.NONE) {
            return UNKNOWN_BIN;
        }
        RangeTerms there = terms[at];
        boolean valid = there.allowsLength(length) && (!there.luhn() || Luhn.isValid(pan, offset, length));
        return valid ? there.route() : INVALID_PAN;
    }

    /**
     * Says which ranges decide about PANs that begin so, and why.
     *
     * @param prefix 6 to 19 digits: the beginning of a PAN, or a whole one
     * @throws IllegalArgumentException for anything else; the message does not repeat it
     */
    public Explanation explain(String prefix) {
        return new Explainer(this).explain(prefix);
    }

    /** How many different ranges the table has. */
    public int ranges() {
        return ranges.count();
    }

    /**
     * How many ranges name this issuer among their destinations.
     *
     * @param issuer its place in the configuration
     */
    public int rangesTo(int issuer) {
        int count = 0;
        for (int range = 0; range < ranges.count(); range++) {
            for (int destination : termsOf(range).route().issuers()) {
                count += destination == issuer ? 1 : 0;
            }
        }
        return count;
    }

    /** All that its rows name. */
    public Set<String> brands() {
        return Stream.of(terms).map(one -> one.route().brand()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the table keeps in memory, from the sizes of its arrays. */
    public long memoryBytes() {
        return pieces.memoryBytes() + ranges.memoryBytes();
    }

    BinRanges rangesByLow() {
        return ranges;
    }

    RangeTerms termsOf(int range) {
        return terms[ranges.terms()[range]];
    }

    /** How many different terms the ranges share. */
    int differentTerms() {
        return terms.length;
    }
}
