package io.wasl.engine;

import io.wasl.config.BusinessDateConfig;
import io.wasl.journal.Journal;
import io.wasl.link.Link;

/**
 * Begins business dates: by the clock, or when a member ends the day, which the log is told. Loop thread.
 */
final class Cutover {

    private final Switchboard board;
    private final BusinessDateConfig config;
    /** Who ended the day while the log took nothing; empty for nobody. Each request carries its date there anyway. */
    private String unrecorded = "";

    Cutover(Switchboard board, BusinessDateConfig config) {
        this.board = board;
        this.config = config;
    }

    /** What the log has stamped is the date, or an earlier one. */
    void onLeading() {
        onTick();
        board.counters.set(EngineCounter.BUSINESS_DATE, board.businessDate.number());
    }

    void onTick() {
        if (board.businessDate.advance(board.epochClock.epochMillis())) {
            begun();
        }
        if (!unrecorded.isEmpty()) {
            record(unrecorded);
        }
    }

    /** A member says that the day is over; false when it may not. */
    boolean by(Link link) {
        if (!config.by().contains(link.member())) {
            return false;
        }
        if (board.businessDate.cutOver(board.epochClock.epochMillis())) {
            begun();
            record(link.member());
        }
        return true;
    }

    private void begun() {
        board.count(EngineCounter.CUTOVERS);
        board.counters.set(EngineCounter.BUSINESS_DATE, board.businessDate.number());
    }

    private void record(String member) {
        boolean isTaken = board.epoch() != 0 && board.journal.begin(Journal.Urgency.IN_FLIGHT);
        if (isTaken) {
            board.records.cutover(board.businessDate.number(), member);
            board.journal.append();
        }
        unrecorded = isTaken ? "" : member;
    }
}
