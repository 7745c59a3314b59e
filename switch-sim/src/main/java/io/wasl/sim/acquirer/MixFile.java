package io.wasl.sim.acquirer;

import io.wasl.config.ConfigException;
import io.wasl.sim.yaml.Forms;
import io.wasl.sim.yaml.Section;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a traffic mix.
 *
 * <pre>
 *   mix:
 *     - name: purchases
 *       weight: 80
 *       mti: 0200                     # default 0100
 *       pan-prefix: 400000            # cards are made below it, with a Luhn digit
 *       pan-length: 16                # default 16
 *       cards: 1000                   # default 1000
 *       amount: 100-50000             # minor units
 *       currency: 504
 *       cancel-percent: 5             # default 0
 *       expect: ["00", "51"]          # default: any code
 *       set: { 3: "010000", 18: "6011" }
 * </pre>
 */
public final class MixFile {

    private static final int DEFAULT_CARDS = 1000;
    private static final int DEFAULT_PAN_LENGTH = 16;
    private static final int MOST_CARDS = 1_000_000;

    /** Card, amount, currency and key have their own settings, or none. */
    private static final Set<Integer> GENERATED = Set.of(2, 4, 7, 11, 37, 49);

    private MixFile() {}

    /**
     * @throws ConfigException with every error of the file at its line and column
     */
    public static TrafficMix load(Path file) throws ConfigException {
        return read(Section.open(file));
    }

    public static TrafficMix parse(String file, Reader reader) throws ConfigException {
        return read(Section.open(file, reader));
    }

    private static TrafficMix read(Section root) throws ConfigException {
        if (!root.has("mix")) {
            root.error("mix", "is missing");
        }
        var kinds = new ArrayList<Traffic>();
        List<Section> sections = root.sections("mix");
        for (int i = 0; i < sections.size(); i++) {
            kind(sections.get(i), i + 1).ifPresent(kinds::add);
        }
        root.end();
        boolean allRead = kinds.size() == sections.size();
        if (root.has("mix")
                && allRead
                && kinds.stream().mapToInt(Traffic::weight).sum() <= 0) {
            root.error("mix", "needs a kind of traffic with a weight above 0");
        }
        root.check();
        return new TrafficMix(kinds);
    }

    private static Optional<Traffic> kind(Section section, int number) {
        String name = section.read("name", "traffic " + number, text -> text);
        int weight = section.read("weight", 1, Forms::count);
        int mti = section.read("mti", 0x0100, MixFile::requestMti);
        int length = section.read("pan-length", DEFAULT_PAN_LENGTH, Forms::count);
        int cards = section.read("cards", DEFAULT_CARDS, MixFile::cardCount);
        Optional<List<String>> pans = section.require("pan-prefix", prefix -> Traffic.cards(prefix, length, cards));
        Optional<Forms.Span> amounts = section.require("amount", Forms::amounts);
        Optional<String> currency = section.require("currency", Forms::currency);
        int cancel = section.read("cancel-percent", 0, MixFile::percent);
        var expected = new HashSet<>(section.some("expect", MixFile::code));
        Map<Integer, String> elements =
                section.section("set").map(MixFile::elements).orElse(Map.of());
        section.end();
        if (pans.isEmpty() || amounts.isEmpty() || currency.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Traffic(name, weight, mti, pans.get(), amounts.get(), currency.get(), elements, cancel, expected));
    }

    private static Map<Integer, String> elements(Section section) {
        var elements = new HashMap<Integer, String>();
        section.texts().forEach((key, text) -> {
            int de = key.matches("\\d{1,3}") ? Integer.parseInt(key) : 0;
            if (de < 2 || de > 128) {
                section.error(key, "must be a data element from 2 to 128");
            } else if (GENERATED.contains(de)) {
                section.error(key, "is made by the generator");
            } else {
                elements.put(de, text);
            }
        });
        section.end();
        return elements;
    }

    private static int requestMti(String text) {
        int mti = Forms.mti(text);
        if (!Traffic.isKnown(mti)) {
            throw new IllegalArgumentException(Traffic.KNOWN);
        }
        return mti;
    }

    private static int cardCount(String text) {
        int count = Forms.count(text);
        if (count < 1 || count > MOST_CARDS) {
            throw new IllegalArgumentException("must be 1 to " + MOST_CARDS);
        }
        return count;
    }

    private static int percent(String text) {
        int percent = Forms.count(text);
        if (percent > 100) {
            throw new IllegalArgumentException("must be 0 to 100");
        }
        return percent;
    }

    private static String code(String text) {
        if (!text.matches("[0-9A-Z]{2,4}")) {
            throw new IllegalArgumentException("must be a code of 2 to 4 digits or capitals");
        }
        return text;
    }
}
