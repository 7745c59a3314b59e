package io.wasl.ops;

import io.wasl.engine.DeliveryDesk;
import io.wasl.engine.DeliveryQuery;
import io.wasl.engine.DeliveryStanding;
import io.wasl.engine.DeskAnswer;
import io.wasl.engine.IssuerBacklog;
import io.wasl.journal.TransactionId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel's command {@code saf}: from words to the engine's desk, on the loop, and back. What changes something is
 * answered when its record is durable, and is written to the log {@code io.wasl.operator}. Threads of the channel.
 *
 * <pre>
 *   list    [issuer=ID] [state=all|owed|parked|ready|behind|sending|sent|waiting] [limit=N] [form=text|json]
 *   show    id=E.C
 *   retry   id=E.C | issuer=ID    by=NAME
 *   drop    id=E.C    by=NAME reason=TEXT
 * </pre>
 */
public final class SafChannel implements ChannelCommand {

    /** A line of a hundred characters each stays below what the channel carries. */
    public static final int MOST_LISTED = 5_000;

    private static final int USUALLY_LISTED = 50;

    /** A node with a million owed looks through them in a few seconds. */
    private static final long PATIENCE_S = 50;

    private static final Logger LOG = LoggerFactory.getLogger("io.wasl.operator");

    private final DeliveryDesk desk;
    private final List<IssuerBacklog> backlogs;
    private final Executor loop;

    public SafChannel(DeliveryDesk desk, List<IssuerBacklog> backlogs, Executor loop) {
        this.desk = desk;
        this.backlogs = List.copyOf(backlogs);
        this.loop = loop;
    }

    @Override
    public Reply run(List<String> arguments) {
        try {
            SafWords words = SafWords.of(arguments);
            return switch (words.verb()) {
                case "list" -> list(words);
                case "show" -> show(words);
                case "retry" -> retry(words);
                case "drop" -> drop(words);
                default -> throw new IllegalArgumentException("saf list, show, retry or drop");
            };
        } catch (IllegalArgumentException wrong) {
            return new Reply(Reply.BAD_USAGE, String.valueOf(wrong.getMessage()));
        } catch (TimeoutException | RejectedExecutionException e) {
            return Reply.failed("the node gave no answer in time; `wasl saf list` shows what was done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.failed("interrupted");
        } catch (ExecutionException e) {
            LOG.error("a command about owed deliveries failed", e.getCause());
            return Reply.failed("the command failed; see the node's log");
        }
    }

    private Reply list(SafWords words) throws InterruptedException, ExecutionException, TimeoutException {
        Set<DeliveryStanding> standings = standings(words.get("state").orElse("all"));
        int limit = words.number("limit", USUALLY_LISTED, MOST_LISTED);
        DeliveryQuery query = new DeliveryQuery(Optional.empty(), issuer(words), standings);
        SafPrint print = words.get("form").orElse("text").equals("json") ? new SafJson() : new SafText();
        DeskAnswer answer = ask(then -> desk.list(query, limit, then));
        return isBusy(answer) ? refused(answer, words) : Reply.done(print.list(answer, backlogs));
    }

    private Reply show(SafWords words) throws InterruptedException, ExecutionException, TimeoutException {
        DeliveryQuery query = one(words);
        DeskAnswer answer = ask(then -> desk.list(query, MOST_LISTED, then));
        return answer.refusal() == DeskAnswer.Refusal.NONE ? Reply.done(SafText.show(answer)) : refused(answer, words);
    }

    private Reply retry(SafWords words) throws InterruptedException, ExecutionException, TimeoutException {
        boolean isOne = words.get("id").isPresent();
        Optional<String> issuer = issuer(words);
        if (!isOne && issuer.isEmpty()) {
            throw new IllegalArgumentException("say which: an id, or all of an issuer");
        }
        String by = words.required("by");
        DeliveryQuery query =
                isOne ? one(words) : new DeliveryQuery(Optional.empty(), issuer, EnumSet.of(DeliveryStanding.PARKED));
        DeskAnswer answer = ask(then -> desk.retry(query, by, then));
        if (answer.done() > 0) {
            String what = isOne ? SafText.name(answer.deliveries().get(0)) : answer.done() + " to " + issuer.orElse("");
            LOG.warn("{} made owed again: {}", by, what);
        }
        if (answer.done() == answer.matching() && answer.refusal() == DeskAnswer.Refusal.NONE) {
            return Reply.done(SafText.reopened(answer, issuer.orElse("")));
        }
        return isOne ? refused(answer, words) : Reply.failed(SafText.partlyReopened(answer, issuer.orElse("")));
    }

    private Reply drop(SafWords words) throws InterruptedException, ExecutionException, TimeoutException {
        DeliveryQuery query = one(words);
        String by = words.required("by");
        String reason = words.required("reason");
        DeskAnswer answer = ask(then -> desk.drop(query, by + ": " + reason, then));
        if (answer.done() == 0) {
            return refused(answer, words);
        }
        String what = SafText.name(answer.deliveries().get(0));
        LOG.warn("{} dropped {}: {}", by, what, reason);
        return Reply.done("dropped: " + what + "\nIts issuer never hears of it again; the journal says who said so.");
    }

    private static DeliveryQuery one(SafWords words) {
        TransactionId id = TransactionId.parse(words.required("id"));
        return new DeliveryQuery(Optional.of(id), Optional.empty(), EnumSet.allOf(DeliveryStanding.class));
    }

    private Optional<String> issuer(SafWords words) {
        Optional<String> issuer = words.get("issuer");
        List<String> known = backlogs.stream().map(IssuerBacklog::issuer).toList();
        if (issuer.isPresent() && !known.contains(issuer.get())) {
            throw new IllegalArgumentException("no such issuer; there are " + String.join(", ", known));
        }
        return issuer;
    }

    private static Set<DeliveryStanding> standings(String state) {
        if (state.equals("all")) {
            return EnumSet.allOf(DeliveryStanding.class);
        }
        if (state.equals("owed")) {
            return EnumSet.complementOf(EnumSet.of(DeliveryStanding.PARKED));
        }
        for (DeliveryStanding standing : DeliveryStanding.values()) {
            if (SafText.word(standing).equals(state)) {
                return EnumSet.of(standing);
            }
        }
        throw new IllegalArgumentException("a state is all, owed, parked, ready, behind, sending, sent or waiting");
    }

    private static boolean isBusy(DeskAnswer answer) {
        return answer.refusal() == DeskAnswer.Refusal.BUSY;
    }

    private static Reply refused(DeskAnswer answer, SafWords words) {
        return Reply.failed(SafText.refusal(answer, shown(words.get("id").orElse(""))));
    }

    /** An id as it was typed, unless it may be a card's number. */
    private static String shown(String id) {
        return id.matches(".*[0-9]{12}.*") ? "that id" : id;
    }

    private DeskAnswer ask(Consumer<Consumer<DeskAnswer>> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<DeskAnswer> answer = new CompletableFuture<>();
        loop.execute(() -> question.accept(answer::complete));
        return answer.get(PATIENCE_S, TimeUnit.SECONDS);
    }
}
