package io.wasl.engine;

/**
 * What a reversal of Wasl gives back, in minor units.
 *
 * @param original the amount that it speaks of: approved, or requested (profile)
 * @param remains what stands of it afterwards; 0 after a full one
 * @param released what this reversal gives back, earlier ones left out
 */
record Release(long original, long remains, long released) {

    static Release full(long amount) {
        return new Release(amount, 0, amount);
    }

    boolean isPartial() {
        return remains > 0;
    }
}
