package io.wasl.codec;

import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Whole messages in each shipped dialect.
 *
 * <pre>
 *   dialect │ other dialect │ only what both declare │ message
 * </pre>
 */
public final class MessageFuzz implements FuzzTarget {

    private static final int SEEDS_OF_EACH = 8;

    private final List<Dialect> dialects =
            Dialects.shipped().stream().sorted().map(Messages::shipped).toList();
    private final DecodePromises promises = new DecodePromises();
    private final RewritePromises rewriting = new RewritePromises();
    private final byte[] pan = new byte[PanSource.MAX_DIGITS];

    @Override
    public void run(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        Dialect dialect = dialects.get(input.below(dialects.size()));
        Dialect other = dialects.get(input.below(dialects.size()));
        boolean onlyShared = input.yes();
        byte[] message = input.rest();
        promises.decode(dialect, message).ifPresent(view -> {
            view.pan(pan, 0);
            view.code();
            view.number(4);
            rewriting.rewrite(view, message);
            rewriting.transcode(view, other, onlyShared);
        });
    }

    @Override
    public List<byte[]> seeds() {
        Random random = new Random(8583);
        List<byte[]> seeds = new ArrayList<>();
        for (int from = 0; from < dialects.size(); from++) {
            for (int i = 0; i < SEEDS_OF_EACH; i++) {
                Dialect dialect = dialects.get(from);
                double chance = 0.05 + 0.02 * i;
                byte[] message = Messages.encode(dialect, 0x0100, RandomElements.elements(dialect, random, chance));
                seeds.add(Seeds.join(new byte[] {(byte) from, (byte) random.nextInt(dialects.size()), 1}, message));
            }
        }
        return seeds;
    }
}
