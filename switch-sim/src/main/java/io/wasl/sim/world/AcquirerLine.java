package io.wasl.sim.world;

import io.wasl.iso.Mti;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection of an acquirer's host, and what it still waits for there: each frame gets one answer on its own connection.
 *
 * <p>Owner: the world's thread.
 */
final class AcquirerLine {

    private final HostLine line;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int garbage;

    AcquirerLine(HostLine line) {
        this.line = line;
    }

    HostLine line() {
        return line;
    }

    /** Sends a message that wants an answer. */
    void send(Message message) {
        waiting.merge(key(Mti.answer(message.mti()), message), 1, Integer::sum);
        line.send(message);
    }

    void sendGarbage(byte[] frame) {
        garbage++;
        line.sendBytes(frame, frame.length);
    }

    /** False for an answer that nobody waits for here. */
    boolean onAnswer(Message answer) {
        String key = key(answer.mti(), answer);
        Integer count = waiting.get(key);
        if (count == null) {
            return garbage > 0 && answer.get(39).equals("30");
        }
        if (count == 1) {
            waiting.remove(key);
        } else {
            waiting.put(key, count - 1);
        }
        return true;
    }

    int waiting() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String key(int answerMti, Message message) {
        return answerMti + message.get(37) + message.get(11);
    }
}
