package io.wasl.engine;

import io.wasl.security.PanTokenizer;
import java.util.List;

/** The tokens of one card, as they would be stored under each key: the key in use first. Reused; loop thread. */
final class CardTokens {

    private final List<PanTokenizer> tokenizers;
    private final long[] highs;
    private final long[] lows;

    /**
     * @param tokenizers the one in use first
     */
    CardTokens(List<PanTokenizer> tokenizers) {
        this.tokenizers = tokenizers;
        highs = new long[tokenizers.size()];
        lows = new long[tokenizers.size()];
    }

    CardTokens of(byte[] pan, int offset, int length) {
        for (int i = 0; i < lows.length; i++) {
            PanTokenizer tokenizer = tokenizers.get(i);
            tokenizer.compute(pan, offset, length);
            highs[i] = tokenizer.high();
            lows[i] = tokenizer.low();
        }
        return this;
    }

    int count() {
        return lows.length;
    }

    long high(int key) {
        return highs[key];
    }

    long low(int key) {
        return lows[key];
    }
}
