package io.wasl.codec.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The field classes of jPOS that write a tag, which is the field's number in digits, and the packagers that read them.
 * Found by running them.
 *
 * <pre>
 *   IFMC_LLCHAR     tag-length   ascii:2   ascii:2    text   02 02 ab
 *   IFELPE_LLLCHAR  length-tag   ebcdic:2  ebcdic:3   text   F0F0F4 F0F2 a b, the length counting the tag
 * </pre>
 */
final class JposTags {

    private static final String FORMS = """
            IFA_TTLLCHAR      tag-length  ascii:2   ascii:2   text   ascii
            IFA_TTLLLCHAR     tag-length  ascii:2   ascii:3   text   ascii
            IFA_TTLLLLCHAR    tag-length  ascii:2   ascii:4   text   ascii
            IFA_TTTLLLCHAR    tag-length  ascii:3   ascii:3   text   ascii
            IFA_TTLLBINARY    tag-length  ascii:2   ascii:2   bytes  binary
            IFA_TTLLLBINARY   tag-length  ascii:2   ascii:3   bytes  binary
            IFA_TTLLLLBINARY  tag-length  ascii:2   ascii:4   bytes  binary
            IFMC_LLCHAR       tag-length  ascii:2   ascii:2   text   ascii
            IFMC_LLLCHAR      tag-length  ascii:2   ascii:3   text   ascii
            IFMC_LLBINARY     tag-length  ascii:2   ascii:2   bytes  binary
            IFMC_LLLBINARY    tag-length  ascii:2   ascii:3   bytes  binary
            IFEMC_LLCHAR      tag-length  ascii:2   ebcdic:2  text   ebcdic-1047
            IFEPE_LLCHAR      tag-length  ebcdic:2  ebcdic:2  text   ebcdic-1047
            IFEPE_LLBINARY    tag-length  ebcdic:2  ebcdic:2  bytes  binary
            IFEP_LLLCHAR      length-tag  ebcdic:2  ebcdic:3  text   ascii
            IFEP_LLLBINARY    length-tag  ebcdic:2  ebcdic:3  bytes  binary
            IFELPE_LLLCHAR    length-tag  ebcdic:2  ebcdic:3  text   ebcdic-1047
            """;

    private static final Map<String, Set<String>> READERS = Map.of(
            "GenericTaggedFieldsPackager",
                    Set.of(
                            "IFA_TTLLCHAR",
                            "IFA_TTLLLCHAR",
                            "IFA_TTLLLLCHAR",
                            "IFA_TTTLLLCHAR",
                            "IFA_TTLLBINARY",
                            "IFA_TTLLLBINARY",
                            "IFA_TTLLLLBINARY"),
            "EuroSubFieldPackager",
                    Set.of("IFMC_LLCHAR", "IFMC_LLLCHAR", "IFMC_LLBINARY", "IFMC_LLLBINARY", "IFEMC_LLCHAR"),
            "MasterCardEBCDICSubFieldPackager",
                    Set.of(
                            "IFMC_LLCHAR",
                            "IFMC_LLLCHAR",
                            "IFMC_LLBINARY",
                            "IFMC_LLLBINARY",
                            "IFEMC_LLCHAR",
                            "IFEPE_LLCHAR",
                            "IFEPE_LLBINARY"),
            "GICCSubFieldPackager", Set.of("IFEP_LLLCHAR", "IFEP_LLLBINARY", "IFELPE_LLLCHAR"));

    private static final Map<String, TagForm> BY_CLASS = new HashMap<>();

    static {
        FORMS.lines().map(line -> line.split(" +", -1)).forEach(words -> {
            String[] tag = words[2].split(":", -1);
            String[] length = words[3].split(":", -1);
            BY_CLASS.put(
                    words[0],
                    new TagForm(
                            words[1],
                            tag[0],
                            Integer.parseInt(tag[1]),
                            length[0],
                            Integer.parseInt(length[1]),
                            words[4].equals("bytes"),
                            words[5]));
        });
    }

    private JposTags() {}

    /**
     * What stands around a value.
     *
     * @param order which comes first; a length in front counts the tag too
     */
    record TagForm(
            String order,
            String tagEncoding,
            int tagBytes,
            String lengthEncoding,
            int lengthBytes,
            boolean isBytes,
            String encoding) {

        /** What all fields of one packager must have in common, as a dialect file says it. */
        List<String> head() {
            return List.of(
                    "form: tagged",
                    "order: " + order,
                    "tag: { bytes: " + tagBytes + ", encoding: " + tagEncoding + " }",
                    "length: { bytes: " + lengthBytes + ", encoding: " + lengthEncoding
                            + (order.equals("length-tag") ? ", counts-tag: true" : "") + " }");
        }

        /** The longest value that its length can show. */
        int longest() {
            return (int) Math.pow(10, lengthBytes) - 1 - (order.equals("length-tag") ? tagBytes : 0);
        }
    }

    static boolean isReader(String packager) {
        return READERS.containsKey(packager);
    }

    static boolean isTagClass(String simpleClass) {
        return BY_CLASS.containsKey(simpleClass);
    }

    /** Whatever packager reads it; empty when the class writes no tag. */
    static Optional<TagForm> form(String simpleClass) {
        return Optional.ofNullable(BY_CLASS.get(simpleClass));
    }

    /** Empty when this packager does not read the class. */
    static Optional<TagForm> form(String packager, String simpleClass) {
        return READERS.getOrDefault(packager, Set.of()).contains(simpleClass)
                ? Optional.ofNullable(BY_CLASS.get(simpleClass))
                : Optional.empty();
    }
}
