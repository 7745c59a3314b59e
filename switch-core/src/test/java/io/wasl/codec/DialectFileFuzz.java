package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzTarget;
import io.wasl.fuzz.YamlErrors;
import io.wasl.iso.ElementSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Dialect files: a dialect that reads and writes as any other, or errors with their places.
 *
 * <pre>
 *   YAML │ 00 │ a message in that dialect
 * </pre>
 */
public final class DialectFileFuzz implements FuzzTarget {

    private final DecodePromises promises = new DecodePromises();
    private final RewritePromises rewriting = new RewritePromises();
    private final byte[] target = new byte[64 * 1024];

    @Override
    public void run(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        String text = new String(input, 0, end, StandardCharsets.UTF_8);
        Dialect dialect;
        try {
            dialect = DialectFile.read("fuzz", "fuzz.yaml", new StringReader(text));
        } catch (ConfigException e) {
            YamlErrors.check(e, "fuzz.yaml", text);
            return;
        }
        use(dialect, end < input.length ? Arrays.copyOfRange(input, end + 1, input.length) : input);
    }

    private void use(Dialect dialect, byte[] message) {
        promises.decode(dialect, message).ifPresent(view -> {
            rewriting.rewrite(view, message);
            rewriting.transcode(view, Messages.ASCII, true);
        });
        Random random = new Random(message.length);
        ElementSet elements = RandomElements.elements(dialect, random, 0.3);
        int length = new MessageWriter().begin(dialect, 0x0100).setAll(elements).encode(target, 0, target.length);
        if (length >= 0) {
            byte[] written = Arrays.copyOf(target, length);
            boolean isMessage = promises.decode(dialect, written).isPresent();
            if (!isMessage && dialect.checkedComposites.length == 0) {
                throw new AssertionError("what was written is no message");
            }
        }
        MessageView ascii = Messages.decode(Messages.ASCII, Messages.sample(Messages.ASCII));
        rewriting.transcode(ascii, dialect, true);
        parts(dialect, ascii);
    }

    private static void parts(Dialect dialect, MessageView ascii) {
        for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
            if (dialect.declares(de) && dialect.spec(de).parts().isPresent()) {
                paths(
                        dialect,
                        ascii,
                        Integer.toString(de),
                        dialect.spec(de).parts().get());
            }
        }
    }

    private static void paths(Dialect dialect, MessageView ascii, String at, Composite composite) {
        for (PartSpec field : composite.fields()) {
            PartPath path = PartPath.of(dialect, at + "." + field.key());
            byte[] target = new byte[64];
            byte[] value = {'1'};
            new MessageWriter().begin(dialect, 0x0100).set(path, value, 0, 1).encode(target, 0, target.length);
            new MessageWriter()
                    .begin(dialect, 0x0100, ascii)
                    .set(path, value, 0, 1)
                    .encode(target, 0, target.length);
            field.parts().ifPresent(within -> paths(dialect, ascii, path.toString(), within));
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(FieldSeeds.EVERY_KEY.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 12; i++) {
            String element = new RandomComposites(new Random(i)).element(i % 3);
            seeds.add((FieldSeeds.ONE_ELEMENT + element.indent(4)).getBytes(StandardCharsets.UTF_8));
        }
        for (String name : Dialects.shipped()) {
            try (InputStream file = Dialects.class.getResourceAsStream("dialects/" + name + ".yaml")) {
                byte[] yaml = file.readAllBytes();
                // Long files grow slowly: the first elements stand for all.
                seeds.add(Arrays.copyOf(yaml, Math.min(yaml.length, 1500)));
            }
        }
        return seeds;
    }
}
