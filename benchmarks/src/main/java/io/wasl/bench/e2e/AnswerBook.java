package io.wasl.bench.e2e;

import io.wasl.codec.MessageView;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which requests are open, and what came back for them. Every key is opened once, and every answer closes the key that it
 * names or is a fault; whatever is open in the end is one too.
 *
 * <p>Owner: the load's loop.
 */
final class AnswerBook {

    /** Of {@link #close}: no open request has this key. */
    static final long NO_SUCH_KEY = Long.MIN_VALUE;

    private static final int ANSWER_MTI = Mti.answer(Mti.parse("0100"));
    private static final int MOST_EXAMPLES = 5;

    private final RequestFrames requests;
    private final List<String> examples = new ArrayList<>();

    // By STAN: the request's number, 0 for none, and when it was due.
    private final long[] numbers = new long[RequestFrames.STANS + 1];
    private final long[] dueNs = new long[RequestFrames.STANS + 1];

    private long lastNumber;
    private long sent;
    private long answered;
    private long wrong;
    private long unknown;
    private long lost;
    private int open;

    AnswerBook(RequestFrames requests) {
        this.requests = requests;
    }

    /**
     * Opens the next key.
     *
     * @param dueAtNs when the request should leave; given back with its answer
     * @return the request's number
     */
    long open(long dueAtNs) {
        long number = ++lastNumber;
        int stan = RequestFrames.stan(number);
        if (numbers[stan] != 0) {
            lost++; // a whole round of STANs ago, and still open
            open--;
        }
        numbers[stan] = number;
        dueNs[stan] = dueAtNs;
        open++;
        sent++;
        return number;
    }

    /**
     * An answer came: right or wrong, its request is closed.
     *
     * @return when its request was due, or {@link #NO_SUCH_KEY}
     */
    long close(MessageView answer) {
        long stan = answer.number(11);
        long number = stan < 1 || stan > RequestFrames.STANS ? 0 : numbers[(int) stan];
        if (number == 0 || !RequestFrames.isKeyOf(number, answer)) {
            unknown++;
            example("an answer whose key is not open: never asked, or answered before");
            return NO_SUCH_KEY;
        }
        numbers[(int) stan] = 0;
        open--;
        if (isRight(number, answer)) {
            answered++;
        } else {
            wrong++;
        }
        return dueNs[(int) stan];
    }

    private boolean isRight(long number, MessageView answer) {
        if (answer.mti() != ANSWER_MTI) {
            example("answered by " + Mti.toString(answer.mti()));
        } else if (answer.code() != ResponseCode.APPROVED) {
            example("answered with code " + ResponseCode.toString(answer.code()));
        } else if (!requests.isAmountOf(number, answer)) {
            example("answered with another amount");
        } else if (!ApprovalCode.isRight(answer)) {
            example("answered with the approval code of another request");
        } else {
            return true;
        }
        return false;
    }

    /** Something else that must not happen: what cannot be read, a connection that ends. */
    void fault(String what) {
        wrong++;
        example(what);
    }

    private void example(String what) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(what);
        }
    }

    int open() {
        return open;
    }

    /** What it came to since the last call; what is open is given up. */
    Count settle() {
        var count = new Count(sent, answered, wrong, unknown, lost + open, List.copyOf(examples));
        if (open > 0) {
            Arrays.fill(numbers, 0);
        }
        sent = 0;
        answered = 0;
        wrong = 0;
        unknown = 0;
        lost = 0;
        open = 0;
        examples.clear();
        return count;
    }

    /**
     * Requests and their answers.
     *
     * @param answered rightly
     * @param wrong answered wrongly, and other faults
     * @param unknown answers to no open key: a second one, or somebody else's
     * @param unanswered keys that nothing came back for
     */
    record Count(long sent, long answered, long wrong, long unknown, long unanswered, List<String> examples) {

        /** Every key once, and rightly. */
        boolean isGood() {
            return sent > 0 && answered == sent && wrong == 0 && unknown == 0 && unanswered == 0;
        }
    }
}
