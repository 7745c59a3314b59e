package io.wasl.engine;

import io.wasl.journal.Journal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Operators' wishes, done one after the other, a piece a turn, so that a list of a million holds up no authorization; who asked is
 * told when the records are durable. Loop thread.
 */
final class DeskWork implements DeliveryDesk {

    /** Operators are few; one more is refused. */
    private static final int MOST_WISHES = 16;

    private static final int PLACES_A_TURN = 8192;

    /** Records of one turn, some tens of kilobytes of a commit group. */
    private static final int ACTS_A_TURN = 256;

    /** Of an act that concerns many, so many are told by name. */
    private static final int MOST_TOLD = 50;

    private static final Comparator<OwedDelivery> BY_AGE = Comparator.comparingLong(delivery -> delivery.firstPosition);

    private final Switchboard board;
    private final DeliveryQueues queues;
    private final DeliveryEndings endings;
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
    private final ArrayDeque<Done> unforced = new ArrayDeque<>();

    private enum Act {
        LIST,
        RETRY,
        DROP
    }

    private record Done(long position, Consumer<DeskAnswer> then, DeskAnswer answer) {}

    DeskWork(Switchboard board, DeliveryQueues queues, DeliveryEndings endings) {
        this.board = board;
        this.queues = queues;
        this.endings = endings;
    }

    @Override
    public void list(DeliveryQuery query, int limit, Consumer<DeskAnswer> then) {
        add(new Wish(Act.LIST, query, "", limit, then));
    }

    @Override
    public void retry(DeliveryQuery query, String note, Consumer<DeskAnswer> then) {
        add(new Wish(Act.RETRY, query, note, Integer.MAX_VALUE, then));
    }

    @Override
    public void drop(DeliveryQuery query, String note, Consumer<DeskAnswer> then) {
        if (query.id().isEmpty()) {
            throw new IllegalArgumentException("one is dropped at a time");
        }
        add(new Wish(Act.DROP, query, note, Integer.MAX_VALUE, then));
    }

    private void add(Wish wish) {
        if (wishes.size() + unforced.size() >= MOST_WISHES) {
            wish.then.accept(wish.answer(DeskAnswer.Refusal.BUSY));
        } else {
            wishes.add(wish);
        }
    }

    /** Whether somebody waits for an answer. */
    boolean isBusy() {
        return !wishes.isEmpty() || !unforced.isEmpty();
    }

    /** Does a piece of the oldest wish. */
    void onTurnEnd() {
        Wish wish = wishes.peek();
        if (wish == null || !wish.step()) {
            return;
        }
        wishes.remove();
        unforced.add(new Done(wish.position, wish.then, wish.answer(wish.refusal)));
        onDurable(board.journal.durablePosition());
    }

    void onDurable(long position) {
        while (!unforced.isEmpty() && unforced.element().position <= position) {
            Done done = unforced.remove();
            done.then.accept(done.answer);
        }
    }

    /** What one operator wants, and how far it is done. */
    private final class Wish {

        private final Act act;
        private final DeliveryQuery query;
        private final String note;
        private final int limit;
        private final Consumer<DeskAnswer> then;
        private final PriorityQueue<OwedDelivery> oldest = new PriorityQueue<>(BY_AGE.reversed());
        private List<OwedDelivery> found = List.of();
        private List<DeliveryView> views = List.of();
        private DeskAnswer.Refusal refusal = DeskAnswer.Refusal.NONE;
        private boolean isFound;
        private int place;
        private int matching;
        private int acted;
        private int done;
        private long position;

        Wish(Act act, DeliveryQuery query, String note, int limit, Consumer<DeskAnswer> then) {
            this.act = act;
            this.query = query;
            this.note = note;
            this.limit = limit;
            this.then = then;
        }

        /** True when all is done that will be. */
        boolean step() {
            if (!isFound) {
                if (!search()) {
                    return false;
                }
                if (act == Act.LIST || refusal != DeskAnswer.Refusal.NONE) {
                    return true;
                }
            }
            return act();
        }

        private boolean search() {
            boolean isMore = queues.visit(place, place + PLACES_A_TURN, this::look);
            place += PLACES_A_TURN;
            if (isMore) {
                return false;
            }
            isFound = true;
            found = new ArrayList<>(oldest);
            oldest.clear();
            found.sort(BY_AGE);
            views = found.stream()
                    .limit(act == Act.LIST ? limit : MOST_TOLD)
                    .map(this::view)
                    .toList();
            if (query.id().isPresent()) {
                refusal = refusalOfOne();
            }
            return true;
        }

        private DeliveryView view(OwedDelivery delivery) {
            return DeliveryView.of(
                    delivery, delivery.isParked() ? endings.parkedAdviceOf(delivery) : delivery.previous);
        }

        private void look(OwedDelivery delivery) {
            if (query.fits(delivery)) {
                matching++;
                oldest.add(delivery);
                if (oldest.size() > limit) {
                    oldest.remove();
                }
            }
        }

        private DeskAnswer.Refusal refusalOfOne() {
            if (found.isEmpty()) {
                return DeskAnswer.Refusal.UNKNOWN;
            }
            if (act == Act.LIST) {
                return DeskAnswer.Refusal.NONE;
            }
            return found.size() > 1 ? DeskAnswer.Refusal.SEVERAL : refusalOf(found.get(0));
        }

        private DeskAnswer.Refusal refusalOf(OwedDelivery delivery) {
            if (!delivery.isParked()) {
                return DeskAnswer.Refusal.NOT_PARKED;
            }
            if (act == Act.RETRY && delivery.issuer.isRetired) {
                return DeskAnswer.Refusal.NOT_CONFIGURED;
            }
            if (act == Act.RETRY && endings.parkedAdviceOf(delivery) != null) {
                return DeskAnswer.Refusal.BEHIND_PARKED_ADVICE;
            }
            return DeskAnswer.Refusal.NONE;
        }

        private boolean act() {
            int most = acted + Math.min(ACTS_A_TURN, found.size() - acted);
            while (acted < most) {
                OwedDelivery delivery = found.get(acted);
                DeskAnswer.Refusal why = refusalOf(delivery);
                if (why == DeskAnswer.Refusal.NONE) {
                    if (!actOn(delivery)) {
                        return isLogFull();
                    }
                    done++;
                } else {
                    refusal = why;
                }
                acted++;
            }
            position = board.journal.position();
            return acted == found.size();
        }

        private boolean actOn(OwedDelivery delivery) {
            return act == Act.RETRY ? endings.reopen(delivery, note) : endings.drop(delivery, note);
        }

        /** Otherwise its group is full, and the next turn has another. */
        private boolean isLogFull() {
            Journal.Room room = board.journal.room();
            position = board.journal.position();
            if (room == Journal.Room.OPEN || room == Journal.Room.RESERVE) {
                return false;
            }
            refusal = DeskAnswer.Refusal.LOG_FULL;
            return true;
        }

        DeskAnswer answer(DeskAnswer.Refusal why) {
            return new DeskAnswer(why, views, matching, done);
        }
    }
}
