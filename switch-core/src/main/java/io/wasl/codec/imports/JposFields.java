package io.wasl.codec.imports;

import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The field classes that packager files of jPOS name, and what each writes. Found by running them.
 *
 * <pre>
 *   IFA_NUMERIC     digits     ascii         -         fixed
 *   IFB_LLNUM       digits     bcd           bcd:2     LL in packed digits, counting digits
 *   IFB_LLLHCHAR    text       ascii         binary:2  two bytes of length
 *   IFEB_LLNUM      digits     bcd           ebcdic:2  counts:bytes odd:f
 * </pre>
 *
 * Text of EBCDIC is code page 1047 there. A class that is in neither table is somebody's own, of which nothing is known.
 */
final class JposFields {

    private static final String PACKAGE = "org.jpos.iso.";
    private static final String TLV_PACKAGE = "org.jpos.tlv.packager.";

    private static final String EXPRESSIBLE = """
            IFA_NUMERIC       digits      ascii        -
            IFA_AMOUNT2003    digits      ascii        -
            IFB_NUMERIC       digits      bcd          -
            IFB_AMOUNT2003    digits      bcd          -
            IFB_FNUMERIC      digits      bcd          -         odd:f-unless-padded
            IFE_NUMERIC       digits      ebcdic-1047  -
            IF_CHAR           text        ascii        -
            IFE_CHAR          text        ebcdic-1047  -
            IF_ECHAR          text        ebcdic-1047  -
            IFA_AMOUNT        signed      ascii        -
            IFB_AMOUNT        signed      bcd          -
            IFE_AMOUNT        signed      ebcdic       -
            IFA_BINARY        bytes       hex          -
            IFB_BINARY        bytes       binary       -
            IFE_BINARY        bytes       hex-ebcdic   -
            IFB_HEX           hex-digits  binary       -
            IFA_LLNUM         digits      ascii        ascii:2
            IFA_LLLNUM        digits      ascii        ascii:3
            IFA_FLLNUM        digits      ascii        ascii:2   full
            IFB_LLNUM         digits      bcd          bcd:2
            IFB_LLLNUM        digits      bcd          bcd:3
            IFB_FLLNUM        digits      bcd          bcd:2     odd:f-unless-padded
            IFB_FLLLNUM       digits      bcd          bcd:3     odd:f-unless-padded
            IFB_LLHNUM        digits      bcd          binary:1
            IFB_LLLHNUM       digits      bcd          binary:2
            IFEB_LLNUM        digits      bcd          ebcdic:2  odd:f counts:bytes
            IFEB_LLLNUM       digits      bcd          ebcdic:3  odd:f counts:bytes
            IFE_LNUM          digits      ebcdic-1047  ebcdic:1
            IFE_LLNUM         digits      ebcdic-1047  ebcdic:2
            IFE_LLLNUM        digits      ebcdic-1047  ebcdic:3
            IFA_LCHAR         text        ascii        ascii:1
            IFA_LLCHAR        text        ascii        ascii:2
            IFA_LLLCHAR       text        ascii        ascii:3
            IFA_LLLLCHAR      text        ascii        ascii:4
            IFA_LLLLLCHAR     text        ascii        ascii:5
            IFA_LLLLLLCHAR    text        ascii        ascii:6
            IFA_FLLCHAR       text        ascii        ascii:2   full
            IFB_LLCHAR        text        ascii        bcd:2
            IFB_LLLCHAR       text        ascii        bcd:3
            IFB_LLLLCHAR      text        ascii        bcd:4
            IFB_LLLLLLCHAR    text        ascii        bcd:6
            IFB_LLHCHAR       text        ascii        binary:1
            IFB_LLLHCHAR      text        ascii        binary:2
            IFB_LLHECHAR      text        ebcdic-1047  binary:1
            IFB_LLLHECHAR     text        ebcdic-1047  binary:2
            IFAE_LLCHAR       text        ebcdic-1047  ascii:2
            IFEA_LLCHAR       text        ascii        ebcdic:2
            IFE_LCHAR         text        ebcdic-1047  ebcdic:1
            IFE_LLCHAR        text        ebcdic-1047  ebcdic:2
            IFE_LLLCHAR       text        ebcdic-1047  ebcdic:3
            IFE_LLLLCHAR      text        ebcdic-1047  ebcdic:4
            IFA_LBINARY       bytes       binary       ascii:1
            IFA_LLBINARY      bytes       binary       ascii:2
            IFA_LLLBINARY     bytes       binary       ascii:3
            IFA_LLLLBINARY    bytes       binary       ascii:4
            IFA_LLLLLBINARY   bytes       binary       ascii:5
            IFA_LLLLLLBINARY  bytes       binary       ascii:6
            IFA_LLABINARY     bytes       hex          ascii:2
            IFA_LLLABINARY    bytes       hex          ascii:3
            IFB_LLBINARY      bytes       binary       bcd:2
            IFB_LLLBINARY     bytes       binary       bcd:3
            IFB_LLLLBINARY    bytes       binary       bcd:4
            IFB_LLHBINARY     bytes       binary       binary:1
            IFB_LLLHBINARY    bytes       binary       binary:2
            IFE_LBINARY       bytes       binary       ebcdic:1
            IFE_LLBINARY      bytes       binary       ebcdic:2
            IFE_LLLBINARY     bytes       binary       ebcdic:3
            IFE_LLLLBINARY    bytes       binary       ebcdic:4
            IFE_LLLEBINARY    translated  ebcdic-1047  ebcdic:3
            IFB_LHBINARY      bytes       binary       binary:1
            """;

    private static final String INEXPRESSIBLE = """
            IF_NOP              writes nothing, so that its bit says nothing
            IF_UNUSED           writes nothing, so that its bit says nothing
            IFE_SIGNED_NUMERIC  a number whose sign shows only when it is negative; a signed amount here always has a sign
            IFA_LLBNUM          its length counts the filling of an odd digit too, so that the digit's end cannot be told
            IFB_LLHEX           its length counts half bytes
            IFB_LLLHEX          its length counts half bytes
            IFB_LLHFBINARY      bytes filled up to their maximum; only text is, here
            IFMC_TCC            a value that is there only when it begins with a letter
            IFEMC_TCC           a value that is there only when it begins with a letter
            IF_TCHAR            a value that ends at a terminator
            IF_FSTCHAR          a value that ends at a terminator
            IF_FSTBINARY        a value that ends at a terminator
            IF_FCHAR            takes the rest of the message
            IF_FBINARY          takes the rest of the message
            IFA_BITMAP          a bitmap in the place of a value
            IFB_BITMAP          a bitmap in the place of a value
            IFE_BITMAP          a bitmap in the place of a value
            X92_BITMAP          a bitmap in characters of three bits each
            IFA_TTLCHAR         has a tag, which only a tagged packager can place
            IFA_TTLBINARY       has a tag, which only a tagged packager can place
            IFA_TTLLCHAR        has a tag, which only a tagged packager can place
            IFA_TTLLBINARY      has a tag, which only a tagged packager can place
            IFA_TTLLLCHAR       has a tag, which only a tagged packager can place
            IFA_TTLLLBINARY     has a tag, which only a tagged packager can place
            IFA_TTLLLLCHAR      has a tag, which only a tagged packager can place
            IFA_TTLLLLBINARY    has a tag, which only a tagged packager can place
            IFA_TTTLLLCHAR      has a tag, which only a tagged packager can place
            IFMC_LLCHAR         has a tag, which only a tagged packager can place
            IFMC_LLLCHAR        has a tag, which only a tagged packager can place
            IFMC_LLBINARY       has a tag, which only a tagged packager can place
            IFMC_LLLBINARY      has a tag, which only a tagged packager can place
            IFEMC_LLCHAR        has a tag, which only a tagged packager can place
            IFEMC_LLLCHAR       has a tag, which only a tagged packager can place
            IFEPE_LLCHAR        has a tag, which only a tagged packager can place
            IFEPE_LLLCHAR       has a tag, which only a tagged packager can place
            IFEPE_LLBINARY      has a tag, which only a tagged packager can place
            IFEP_LLCHAR         has a tag, which only a tagged packager can place
            IFEP_LLLCHAR        has a tag, which only a tagged packager can place
            IFEP_LLLBINARY      has a tag, which only a tagged packager can place
            IFELPE_LLLCHAR      has a tag, which only a tagged packager can place
            IFIPM_LLLCHAR       has a tag, which only a tagged packager can place
            IFTA_LLCHAR         has a tag, which only a tagged packager can place
            IFTA_LLNUM          has a tag, which only a tagged packager can place
            IFTA_LLBINARY       has a tag, which only a tagged packager can place
            IFTA_LLLCHAR        has a tag, which only a tagged packager can place
            IFTA_LLLNUM         has a tag, which only a tagged packager can place
            IFTA_LLLBINARY      has a tag, which only a tagged packager can place
            IFTB_LLBINARY       has a tag, which only a tagged packager can place
            """;

    private static final Map<String, FieldForm> FORMS = new HashMap<>();
    private static final Map<String, String> REASONS = new HashMap<>();

    static {
        EXPRESSIBLE.lines().map(line -> line.split(" +", -1)).forEach(words -> FORMS.put(words[0], form(words)));
        INEXPRESSIBLE.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            REASONS.put(line.substring(0, blank), line.substring(blank).strip());
        });
    }

    private JposFields() {}

    private static FieldForm form(String[] words) {
        FieldForm.Odd odd = FieldForm.Odd.ZERO;
        LengthPrefix.Unit counts = LengthPrefix.Unit.CHARACTERS;
        boolean full = false;
        for (int i = 4; i < words.length; i++) {
            String value = words[i].substring(words[i].indexOf(':') + 1);
            switch (words[i]) {
                case "odd:f", "odd:f-unless-padded" -> odd = constant(FieldForm.Odd.class, value);
                case "counts:bytes" -> counts = LengthPrefix.Unit.BYTES;
                case "full" -> full = true;
                default -> throw new IllegalStateException(words[0] + ": " + words[i]);
            }
        }
        int colon = words[3].indexOf(':');
        return new FieldForm(
                constant(FieldForm.Content.class, words[1]),
                constant(Encoding.class, words[2]),
                colon < 0
                        ? Optional.empty()
                        : Optional.of(constant(LengthPrefix.Encoding.class, words[3].substring(0, colon))),
                colon < 0 ? 0 : Integer.parseInt(words[3].substring(colon + 1)),
                odd,
                counts,
                full);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String notation) {
        return Enum.valueOf(type, notation.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * @param className with its package, as the file names it
     */
    static Optional<FieldForm> form(String className) {
        return Optional.ofNullable(FORMS.get(simpleName(className)));
    }

    /** Why a class has no form. */
    static String reason(String className) {
        return REASONS.getOrDefault(
                simpleName(className), "a class of one's own, whose form nobody can tell from its name");
    }

    /** Without blanks and the packages of jPOS; the name itself when it lies in another. */
    static String simpleName(String className) {
        String name = className.strip();
        for (String known : new String[] {PACKAGE, TLV_PACKAGE}) {
            if (name.startsWith(known) && name.indexOf('.', known.length()) < 0) {
                return name.substring(known.length());
            }
        }
        return name;
    }

    /** Whether the attribute {@code token} says something to it. */
    static boolean takesToken(String simpleName) {
        return simpleName.matches("IF_TCHAR|IF_FSTCHAR|IF_FSTBINARY|IFT[AB]_[A-Z]+") || !isKnown(simpleName);
    }

    static boolean isKnown(String className) {
        String name = simpleName(className);
        return FORMS.containsKey(name) || REASONS.containsKey(name);
    }
}
