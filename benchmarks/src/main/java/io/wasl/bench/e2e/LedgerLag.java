package io.wasl.bench.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a running node's ledger is behind its log, asked from outside. */
final class LedgerLag {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern BEHIND =
            Pattern.compile("ledger FOLLOWING(?: \\(in its own process\\))?, (\\d+) records behind");
    private static final long POLL_MS = 100;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI page;

    LedgerLag(int adminPort) {
        page = URI.create("http://127.0.0.1:" + adminPort + "/health/ready");
    }

    /** Records; -1 while it cannot be told, as before the database is open. */
    long records() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        try {
            Matcher said = BEHIND.matcher(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return said.find() ? Long.parseLong(said.group(1)) : -1;
        } catch (IOException e) {
            return -1; // too busy to answer
        }
    }

    /**
     * Waits until it has all there is.
     *
     * @return how long that took, nanoseconds
     * @throws IllegalStateException when it does not come to that
     */
    long awaitNone(Duration patience) throws InterruptedException {
        long begunNs = System.nanoTime();
        long behind = records();
        while (behind != 0) {
            if (System.nanoTime() - begunNs > patience.toNanos()) {
                throw new IllegalStateException(
                        "the ledger is still " + behind + " records behind after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            behind = records();
        }
        return System.nanoTime() - begunNs;
    }
}
