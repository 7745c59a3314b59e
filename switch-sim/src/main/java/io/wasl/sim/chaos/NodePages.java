package io.wasl.sim.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running node's pages for operators, asked from outside. */
final class NodePages {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final Pattern LEDGER = Pattern.compile("ledger FOLLOWING, (\\d+) records behind");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String root;

    NodePages(int port) {
        root = "http://127.0.0.1:" + port;
    }

    /** Whether it takes business. */
    boolean isReady() throws InterruptedException {
        return get("/health/ready").map(page -> page.statusCode() == OK).orElse(false);
    }

    /** Why it takes none: the readiness page as it is. */
    String readiness() throws InterruptedException {
        return get("/health/ready").map(HttpResponse::body).orElse("no answer");
    }

    /** Nothing in flight, nothing owed, and the ledger has all of it. */
    boolean isSettled() throws InterruptedException {
        Matcher ledger = LEDGER.matcher(readiness());
        Optional<String> metrics = get("/metrics").map(HttpResponse::body);
        return ledger.find()
                && ledger.group(1).equals("0")
                && metrics.isPresent()
                && value(metrics.get(), "wasl_engine_in_flight") == 0
                && value(metrics.get(), "wasl_engine_owed") == 0;
    }

    /** What is still open, for a sentence. */
    String standing() throws InterruptedException {
        String metrics = get("/metrics").map(HttpResponse::body).orElse("");
        return "in flight " + value(metrics, "wasl_engine_in_flight") + ", owed " + value(metrics, "wasl_engine_owed")
                + ", parked " + value(metrics, "wasl_engine_parked") + ", readiness " + readiness();
    }

    /** A metric without labels; -1 where the page does not have it. */
    long metric(String name) throws InterruptedException {
        return value(get("/metrics").map(HttpResponse::body).orElse(""), name);
    }

    private static long value(String page, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(page);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : -1;
    }

    private Optional<HttpResponse<String>> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(PATIENCE)
                .build();
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty(); // it is down, or stands still
        }
    }
}
