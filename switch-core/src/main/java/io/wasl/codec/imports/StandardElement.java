package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Sensitivity;
import java.util.BitSet;
import java.util.Map;

/**
 * What the standard says of an element's content, which neither a packager nor a specification says: who may see it, and
 * whether it is text. Of an element that the standard leaves to networks nothing is known: it is opaque.
 *
 * <p>ISO 8583:1987 4.3, 1993 and 2003 likewise: the numbers whose content changed are those of the second and third table.
 */
final class StandardElement {

    private static final Map<Sensitivity, BitSet> OF_1987 = Map.of(
            Sensitivity.PAN, elements("2 14 34 102 103"),
            Sensitivity.TRACK, elements("35 36 45"),
            Sensitivity.PIN, elements("52"),
            Sensitivity.KEY, elements("53 96"),
            Sensitivity.CHIP, elements("55"),
            Sensitivity.OPAQUE, elements("46-48 56-63 104-127 129-192"));

    /** 56 is the original's data now, 72 a data record. */
    private static final Map<Sensitivity, BitSet> OF_1993 = Map.of(
            Sensitivity.PAN, elements("2 14 34 102 103"),
            Sensitivity.TRACK, elements("35 36 45"),
            Sensitivity.PIN, elements("52"),
            Sensitivity.KEY, elements("53 96"),
            Sensitivity.CHIP, elements("55"),
            Sensitivity.OPAQUE, elements("46-48 57-63 72 104-127 129-192"));

    /** 34 is data of electronic commerce, 49 of verification: card verification values among them. */
    private static final Map<Sensitivity, BitSet> OF_2003 = Map.of(
            Sensitivity.PAN, elements("2 14 102 103"),
            Sensitivity.TRACK, elements("35 36 45"),
            Sensitivity.PIN, elements("52"),
            Sensitivity.CVV, elements("49"),
            Sensitivity.KEY, elements("53 96"),
            Sensitivity.CHIP, elements("55"),
            Sensitivity.OPAQUE, elements("34 46-48 50 51 57-63 65 72 104-127 129-192"));

    private StandardElement() {}

    /**
     * @param codeLength of DE 39, by which the versions differ: 2, 3 or 4
     */
    static Sensitivity sensitivity(int codeLength, int de) {
        Map<Sensitivity, BitSet> table = codeLength == 4 ? OF_2003 : codeLength == 3 ? OF_1993 : OF_1987;
        for (Map.Entry<Sensitivity, BitSet> entry : table.entrySet()) {
            if (entry.getValue().get(de)) {
                return entry.getKey();
            }
        }
        return Sensitivity.OPEN;
    }

    /** Whether the standard says text of some class; else anything may stand there. */
    static boolean isText(int codeLength, int de) {
        Sensitivity sensitivity = sensitivity(codeLength, de);
        return sensitivity == Sensitivity.OPEN || sensitivity == Sensitivity.PAN || sensitivity == Sensitivity.TRACK;
    }

    /** Where the standard has text and the definition any number of bytes, they are something else. */
    static Sensitivity whole(Sensitivity sensitivity, ImportedValue value) {
        boolean isBytes = value.spec().characterClass() == CharacterClass.B && value.dots() > 0;
        return isBytes && sensitivity == Sensitivity.OPEN ? Sensitivity.OPAQUE : sensitivity;
    }

    /** Track 2 and 3: digits and separators, whatever class of numbers a definition gives them. */
    static boolean isTrack(int de) {
        return de == 35 || de == 36;
    }

    private static BitSet elements(String ranges) {
        BitSet elements = new BitSet();
        for (String range : ranges.split(" ", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            elements.set(first, last + 1);
        }
        return elements;
    }
}
