package io.wasl.ops;

/**
 * What a command of the channel answers.
 *
 * @param status the exit status of the command that asked: 0 done, 1 the work failed, 2 bad usage or configuration
 * @param text for people, any number of lines, without card data; shown on the standard output when the status is 0, else
 *     as errors
 */
public record Reply(int status, String text) {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int BAD_USAGE = 2;

    public Reply {
        if (status < 0 || status > 255) {
            throw new IllegalArgumentException("an exit status is 0 to 255, not " + status);
        }
    }

    public static Reply done(String text) {
        return new Reply(DONE, text);
    }

    public static Reply failed(String text) {
        return new Reply(FAILED, text);
    }
}
