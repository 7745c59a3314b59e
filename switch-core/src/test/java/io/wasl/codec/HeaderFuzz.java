package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * MTI and bitmaps, in each form with each: every element is one byte, so that what counts is which are there.
 *
 * <pre>
 *   form │ message
 * </pre>
 */
public final class HeaderFuzz implements FuzzTarget {

    private final List<Dialect> dialects = new ArrayList<>();
    private final DecodePromises promises = new DecodePromises();
    private final RewritePromises rewriting = new RewritePromises();

    public HeaderFuzz() throws ConfigException {
        for (String mti : List.of("ascii", "ebcdic", "bcd")) {
            for (String bitmap : List.of("binary", "hex", "hex-ebcdic", "none")) {
                for (String tertiary : List.of("none", "contiguous", "element")) {
                    if (!bitmap.equals("none") || tertiary.equals("none")) {
                        dialects.add(dialect(mti, bitmap, tertiary));
                    }
                }
            }
        }
    }

    /** Without bitmaps all declared elements are there; with them every third is missing, so that bits may be wrong. */
    private static Dialect dialect(String mti, String bitmap, String tertiary) throws ConfigException {
        StringBuilder yaml = new StringBuilder("version: 1987\nmti: " + mti + "\nbitmap: " + bitmap + "\ntertiary: "
                + tertiary + "\nprefix: ascii\nelements:\n");
        int last = tertiary.equals("none") ? 128 : 192;
        for (int de = 2; de <= last; de++) {
            if (de % 3 != 0 && de != Dialect.TERTIARY_ELEMENT) {
                yaml.append("  ").append(de).append(": { type: any1 }\n");
            }
        }
        return Messages.dialect(yaml + "  39: { type: an2 }\n");
    }

    @Override
    public void run(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        Dialect dialect = dialects.get(input.below(dialects.size()));
        byte[] message = input.rest();
        promises.decode(dialect, message).ifPresent(view -> rewriting.rewrite(view, message));
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < dialects.size(); i++) {
            Dialect dialect = dialects.get(i);
            MessageWriter writer = new MessageWriter().begin(dialect, 0x0800);
            boolean isWhole = dialect.bitmap == Dialect.BitmapForm.NONE;
            for (int de = 2; de <= 192; de++) {
                if (dialect.declares(de) && (isWhole || de % 7 == 1)) {
                    writer.setText(de, de == 39 ? "00" : "1");
                }
            }
            seeds.add(Seeds.join(new byte[] {(byte) i}, Messages.encode(writer)));
        }
        return seeds;
    }
}
