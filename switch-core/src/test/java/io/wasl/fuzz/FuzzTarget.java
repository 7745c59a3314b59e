package io.wasl.fuzz;

import java.util.List;

/**
 * One reader of foreign bytes, and what it promises for any of them. Named {@code …Fuzz}, in the room of what it reads,
 * public with a public constructor: {@link FuzzTargets} finds it by that.
 *
 * <pre>
 *   seeds ──► every `mvn verify` (FuzzRegressionTest) ◄── src/test/resources/fuzz/NAME/*   inputs that once failed
 *     │
 *     └─────► -Pfuzz (FuzzCampaign): a JVM for each target, inputs grown by Jazzer towards code not yet reached
 * </pre>
 *
 * Owner: one thread; reused for each input.
 */
public interface FuzzTarget {

    /**
     * Feeds one input to the reader. Returns when every promise was kept.
     *
     * @throws AssertionError naming the promise that was broken; any other exception is a broken one too
     */
    void run(byte[] input) throws Exception;

    /** Inputs to grow from, such that the reader gets far. The same with every call. */
    List<byte[]> seeds() throws Exception;
}
