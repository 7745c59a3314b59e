package io.wasl.sim.world;

/** How long something may still happen: what is on the agenda for a process that has died does not. */
final class Life {

    private boolean isOver;

    boolean isOver() {
        return isOver;
    }

    void end() {
        isOver = true;
    }
}
