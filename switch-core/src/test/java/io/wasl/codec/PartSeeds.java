package io.wasl.codec;

import java.util.Random;

/** Messages whose DE 3 has every part that is declared. */
final class PartSeeds {

    private PartSeeds() {}

    static MessageWriter all(Dialect dialect, Random random) {
        MessageWriter writer = new MessageWriter().begin(dialect, 0x0100);
        set(writer, dialect, "3", dialect.spec(3).parts().orElseThrow(), random);
        return writer;
    }

    private static void set(MessageWriter writer, Dialect dialect, String at, Composite composite, Random random) {
        for (PartSpec field : composite.fields()) {
            String path = at + "." + field.key();
            if (field.parts().isPresent()) {
                set(writer, dialect, path, field.parts().get(), random);
            } else {
                byte[] value = RandomElements.value(
                        new ElementSpec(3, "", field.value(), field.sensitivity(), false, field.parts()), random);
                writer.set(PartPath.of(dialect, path), value, 0, value.length);
            }
        }
    }
}
