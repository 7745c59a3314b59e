package io.wasl.bench;

/**
 * The work on one authorization between two sockets, both ways, without the sockets.
 *
 * <pre>
 *   forward   decode → route → rewrite for the issuer (own STAN) → encode
 *   respond   decode → correlate → rewrite for the acquirer (its DE 7, 11 and 37) → encode
 * </pre>
 *
 * <p>All hops get the same bytes and must make messages of the same elements. What is made stays readable until the next
 * call. Owner: one thread.
 */
interface Hop {

    /**
     * @param i number of a message in the {@link Traffic}
     * @return the length of the request to the issuer
     */
    int forward(int i);

    /**
     * After {@link #forward} of the same number.
     *
     * @return the length of the answer to the acquirer
     */
    int respond(int i);

    /** What the last call has made, from index 0. */
    byte[] made();

    /** The issuer, by index, to which the last request was routed. */
    int issuer();
}
