package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.config.YamlFile;
import io.wasl.config.YamlNode;
import io.wasl.iso.DataElement;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a dialect file and checks all of it, so that a {@link Dialect} never meets a combination it cannot write.
 *
 * <pre>
 *   version: 1987                # 1987, 1993, 2003
 *   mti: bcd                     # ascii, ebcdic, bcd
 *   bitmap: binary               # binary, hex, hex-ebcdic; none: every element is there, in order
 *   tertiary: none               # where the bitmap of 129 to 192 stands: contiguous (behind the second), element (as DE 65)
 *   encodings: { n: bcd, z: bcd, x+n: bcd, b: binary }   # by class; ascii where not named, b must be named
 *   prefix: bcd                  # ascii, ebcdic, bcd, binary, hex, hex-ebcdic, ber
 *   counts: characters           # what a prefix counts: characters (digits, bytes of b), or bytes on the wire
 *   odd-digits: { fixed: left, variable: right, filler: 0 }
 *   codes: { unknown-bin: 92 }   # other codes of DE 39 than the version's own, by reason
 *   approving: [ 00, 08 ]        # other than the version's own
 *   elements:
 *     2: { type: n..19, sensitivity: pan }
 *     63: { type: any...999, store: true }               # sensitivity: opaque where not said
 * </pre>
 *
 * An element may say {@code name}, {@code encoding}, {@code prefix}, {@code counts} and {@code odd-digits} (left or
 * right) and {@code filler} (0 or f) of its own, and besides
 *
 * <pre>
 *   prefix-bytes: 2              # of the prefix, where it is not what the dots say
 *   inclusive: true              # the prefix counts itself
 *   pad: { side: right, fill: ' ', trim: true }          # of fixed text; trim takes it off when it is received
 *   pad: { to-maximum: true }                            # a variable value takes its maximum on the wire
 *   parts: { form: ber-tlv, fields: { 9F26: { type: b64 } } }      # how it is divided, see {@link PartDeclarations}
 * </pre>
 *
 * A key that means nothing where it stands is an error: {@code odd-digits} and {@code filler} of what is not packed or
 * never has an odd number of digits, {@code prefix}, {@code prefix-bytes}, {@code counts} and {@code inclusive} of what is
 * fixed, {@code pad} of what is never filled up. What the head says, or {@code parts}, holds for all below and need not be
 * taken by any.
 *
 * <p>Types are those of the standard, the dots being the digits of the prefix, 1 to 6: {@code n6}, {@code ans..25}, {@code
 * b64} (bits), {@code x+n8}.
 */
final class DialectFile {

    private static final String[] KEYS = {
        "version",
        "mti",
        "bitmap",
        "tertiary",
        "encodings",
        "prefix",
        "counts",
        "odd-digits",
        "codes",
        "approving",
        "elements"
    };

    private final DialectReader reader;
    private final YamlNode.Mapping root;

    private DialectFile(DialectReader reader, YamlNode.Mapping root) {
        this.reader = reader;
        this.root = root;
    }

    /**
     * @param file its name, for errors
     * @throws ConfigException with every mistake in the file
     */
    static Dialect read(String name, String file, Reader text) throws ConfigException {
        DialectReader reader = new DialectReader(file);
        DialectFile dialect = new DialectFile(reader, reader.mapping(YamlFile.parse(file, text), ""));
        Dialect.Parts parts = dialect.parts(name);
        reader.throwIfWrong();
        return new Dialect(parts);
    }

    private Dialect.Parts parts(String name) {
        reader.refuseOthers(root, "", KEYS);
        Version version = version();
        Dialect.MtiForm mti = reader.oneOf(root, "", "mti", Dialect.MtiForm.class);
        Dialect.BitmapForm bitmap = reader.oneOf(root, "", "bitmap", Dialect.BitmapForm.class);
        Dialect.TertiaryForm tertiary =
                reader.oneOf(root, "", "tertiary", Dialect.TertiaryForm.class, Dialect.TertiaryForm.NONE);
        if (tertiary != Dialect.TertiaryForm.NONE && bitmap == Dialect.BitmapForm.NONE) {
            reader.error(root, "", "tertiary", "there are no bitmaps");
        }
        List<ElementSpec> elements =
                elements(tertiary == Dialect.TertiaryForm.NONE ? DataElement.LAST : Dialect.LAST_ELEMENT);
        int codeLength = codeLength(elements);
        return new Dialect.Parts(
                name,
                version,
                mti,
                bitmap,
                tertiary,
                elements,
                codes(version, codeLength),
                approving(version, codeLength));
    }

    private Version version() {
        String text = reader.text(root, "", "version");
        return switch (text) {
            case "1987" -> Version.V1987;
            case "1993" -> Version.V1993;
            case "2003" -> Version.V2003;
            default -> {
                reader.error(root, "", "version", "1987, 1993 or 2003");
                yield Version.V1987;
            }
        };
    }

    private List<ElementSpec> elements(int last) {
        ElementDeclarations declarations = new ElementDeclarations(reader, root, last);
        List<ElementSpec> elements = new ArrayList<>();
        reader.child(root, "", "elements").entries().forEach((key, entry) -> {
            ElementSpec spec = declarations.read(key, entry);
            if (spec != null) {
                elements.add(spec);
            }
        });
        return elements;
    }

    /** DE 39 decides how long a code is; without it no answer could be given. */
    private int codeLength(List<ElementSpec> elements) {
        for (ElementSpec spec : elements) {
            if (spec.de() == 39) {
                if (!spec.isFixed() || spec.length() > 4) {
                    reader.error(root, "", "elements.39", "the response code is fixed, with 1 to 4 characters");
                }
                return spec.length();
            }
        }
        reader.error(root, "", "elements", "DE 39 is missing; without a response code nothing can be answered");
        return 0;
    }

    private Map<Reason, Integer> codes(Version version, int codeLength) {
        Map<Reason, Integer> codes = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            codes.put(reason, reason.code(version));
        }
        if (root.entries().containsKey("codes")) {
            YamlNode.Mapping overrides = reader.child(root, "", "codes");
            overrides.entries().keySet().forEach(key -> {
                Reason reason = reader.constant(key, Reason.class);
                if (reason == null) {
                    reader.error(
                            overrides, "codes", key, "no such reason; one of " + DialectReader.notations(Reason.class));
                } else {
                    codes.put(reason, code(reader.text(overrides, "codes", key), overrides, key, codeLength));
                }
            });
        }
        List<String> unfit = codes.entrySet().stream()
                .filter(entry -> codeLength != 0 && ResponseCode.length(entry.getValue()) != codeLength)
                .map(entry -> DialectReader.notation(entry.getKey()))
                .toList();
        if (!unfit.isEmpty()) {
            reader.error(
                    root,
                    "",
                    "codes",
                    "DE 39 has " + codeLength + " characters, and this version's codes have not; needed are codes for "
                            + String.join(", ", unfit));
        }
        return codes;
    }

    private int code(String text, YamlNode.Mapping codes, String key, int codeLength) {
        if (codeLength != 0 && text.length() != codeLength || !isCode(text)) {
            reader.error(codes, "codes", key, "a code has " + codeLength + " letters or digits, as DE 39");
            return ResponseCode.NONE;
        }
        return ResponseCode.of(text);
    }

    /** Empty for 1993 and 2003: every code with a leading zero approves there. */
    private List<Integer> approving(Version version, int codeLength) {
        List<Integer> approving = new ArrayList<>();
        if (!root.entries().containsKey("approving")) {
            if (version.is1987()) {
                for (String code : List.of("00", "08", "10", "11", "16", "32")) {
                    approving.add(ResponseCode.of(code));
                }
            }
            return approving;
        }
        for (String text : reader.texts(root, "", "approving")) {
            if (text.length() == codeLength && isCode(text)) {
                approving.add(ResponseCode.of(text));
            } else {
                reader.error(root, "", "approving", "a code has " + codeLength + " letters or digits, as DE 39");
            }
        }
        return approving;
    }

    private static boolean isCode(String text) {
        return !text.isEmpty()
                && text.length() <= 4
                && text.chars().allMatch(c -> c < 0x7F && Character.isLetterOrDigit(c));
    }
}
