package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerIT {

    /** One sample of the text form: name, labels, value. */
    private static final Pattern SAMPLE =
            Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^{}]*})? (-?[0-9.]+(E-?[0-9]+)?|NaN|[+-]Inf)");

    private static final HostPort ANY_PORT = new HostPort("127.0.0.1", 0);
    private static final int SOCKET_TIMEOUT_MS = 10_000;

    private final AtomicBoolean live = new AtomicBoolean(true);
    private final AtomicReference<Readiness> readiness = new AtomicReference<>(new Readiness(List.of(), List.of()));
    private final Counters<EngineCounter> engine = new Counters<>(EngineCounter.class);
    private final MetricsPage metrics = new MetricsPage("wasl-1", "1.2.3");
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void start() throws ConfigException {
        metrics.counters("engine", engine, EngineCounter.LEVELS);
        server = AdminServer.start(ANY_PORT, metrics, new Health(live::get, readiness::get), AdminServerIT::refusal);
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldPublishCountersAndLevels() throws Exception {
        engine.add(EngineCounter.RECEIVED, 7);
        engine.set(EngineCounter.IN_FLIGHT, 3);
        HttpResponse<String> page = get("/metrics");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().lines())
                .contains("wasl_engine_received_total 7.0", "wasl_engine_in_flight 3.0")
                .anyMatch(line ->
                        line.startsWith("wasl_node{") && line.contains("node=\"wasl-1\"") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("wasl_netty_direct_bytes "));
        assertThat(page.body().lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> SAMPLE.matcher(line).matches());
    }

    @Test
    void shouldTellEachScrapeTheCountersOfItsMoment() throws Exception {
        get("/metrics");
        engine.add(EngineCounter.RECEIVED, 1);

        assertThat(get("/metrics").body()).contains("wasl_engine_received_total 1.0");
    }

    @Test
    void shouldBeUnreadyWhileSomethingIsMissing() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        readiness.set(new Readiness(List.of("journal has \"no\" room"), List.of("ledger: 12 behind")));
        HttpResponse<String> unready = get("/health/ready");

        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.body())
                .isEqualTo("{\"status\":\"unready\",\"missing\":[\"journal has \\\"no\\\" room\"],"
                        + "\"notes\":[\"ledger: 12 behind\"]}\n");
        readiness.set(new Readiness(List.of(), List.of("ledger: 12 behind")));
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeDeadOnceTheNodeSaysSo() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        live.set(false);
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldRefuseWhatItDoesNotServe() throws Exception {
        assertThat(get("/").body()).contains("/metrics");
        assertThat(get("/health").statusCode()).isEqualTo(404);
        assertThat(get("/metrics/../etc/passwd").statusCode()).isEqualTo(404);
        HttpResponse<String> post = client.send(
                request("/metrics").POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void shouldAnswerHeadWithoutBody() throws Exception {
        String answer = raw("HEAD /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK")
                .contains("content-length: 18")
                .endsWith("\r\n\r\n");
    }

    @Test
    void shouldRefuseBrokenRequestsAndCloseTheirConnection() throws Exception {
        assertThat(raw("\u0001\u0002 nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /" + "x".repeat(2_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
        assertThat(raw("GET / HTTP/1.1\r\nA: " + "x".repeat(10_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("GET / HTTP/1.1\r\nContent-Length: 4\r\n\r\nGET ")).startsWith("HTTP/1.1 400");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCloseConnectionsOverTheLimitAndServeAgainWhenOneEnds() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < AdminServer.MOST_CONNECTIONS; i++) {
                open.add(keptOpen());
            }
            assertThat(raw("GET /health/live HTTP/1.1\r\n\r\n")).isEmpty();
            open.remove(0).close();
            await().until(() -> raw("GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n")
                    .startsWith("HTTP/1.1 200"));
            assertThat(metrics.scrape()).containsPattern("wasl_admin_refused_connections [1-9]");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void shouldSayWhichKeyIsWrongWhenThePortIsTaken() {
        HostPort taken = new HostPort("127.0.0.1", server.port());
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> AdminServer.start(taken, metrics, new Health(live::get, readiness::get), AdminServerIT::refusal));

        assertThat(refused.errors().get(0).toString())
                .startsWith("switch.yaml:7:11 admin.listen: cannot listen on " + taken + ": ");
    }

    private static ConfigError refusal(String reason) {
        return new ConfigError("switch.yaml", 7, 11, "admin.listen", reason);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    /** A connection that has been served once, so that it is known to be admitted. */
    private Socket keptOpen() throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    /** Everything the server says until it closes; empty when it only closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(SOCKET_TIMEOUT_MS);
        return socket;
    }
}
