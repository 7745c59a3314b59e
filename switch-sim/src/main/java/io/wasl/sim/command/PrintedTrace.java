package io.wasl.sim.command;

import io.wasl.iso.Mti;
import io.wasl.sim.book.Card;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.rules.Request;
import io.wasl.sim.terminal.Screen;

/** A line a message, card masked. Called on the issuer's loop. */
final class PrintedTrace implements IssuerTrace {

    private final Screen screen;

    PrintedTrace(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void connection(String peer, String event) {
        screen.line(screen.dim(peer + " " + event));
    }

    @Override
    public void message(Request request, String stan, String outcome, String rule) {
        screen.line(String.format(
                "%s  STAN %s  %-19s  %s %12d  %-8s  \u2192 %s  %s",
                Mti.toString(request.mti()),
                stan,
                Card.of(request.pan()).masked(),
                request.currency(),
                Math.max(0, request.amountMinor()),
                request.terminal(),
                outcome,
                screen.dim("(" + rule + ")")));
    }
}
