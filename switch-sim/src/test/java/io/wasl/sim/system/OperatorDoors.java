package io.wasl.sim.system;

import io.wasl.SwitchNode;
import io.wasl.config.ConfigException;
import io.wasl.ops.CommandChannelClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** All that a running node shows to people: its pages over HTTP, and the answers to commands. */
final class OperatorDoors {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9.]+)\"");

    private final StringBuilder pages = new StringBuilder();
    private final StringBuilder answers = new StringBuilder();

    /** Opens each door of a node. */
    void askAll(SwitchNode node, Path configuration) throws IOException, InterruptedException, ConfigException {
        for (String path : List.of("/", "/metrics", "/health/live", "/health/ready", "/nowhere")) {
            pages.append(page(node.adminPort(), path));
        }
        command("status", configuration);
        command("reload", configuration);
        command("journal", configuration, "--from", "2000-01-01", "--limit", "100000");
        answers.append(run("journal", "verify", "--config", configuration.toString()));
        String owed = run("saf", "list", "--config", configuration.toString(), "--json");
        answers.append(owed);
        for (String id : ID.matcher(owed).results().map(found -> found.group(1)).toList()) {
            answers.append(run("saf", "show", "--config", configuration.toString(), id));
        }
        Path socket = SwitchFiles.load(configuration).config().admin().commandSocket();
        answers.append(CommandChannelClient.call(socket, List.of("nonsense"), PATIENCE));
    }

    /** Has what is parked sent again. */
    void retry(Path configuration) {
        answers.append(run("saf", "retry", "--config", configuration.toString(), "--all", "--issuer", "atlas"));
    }

    private static String run(String... words) {
        return OperatorShell.run(words).text();
    }

    /** Bodies and headers of every page. */
    String pages() {
        return pages.toString();
    }

    /** What the commands printed, errors included. */
    String answers() {
        return answers.toString();
    }

    private static String page(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> page = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return page.headers() + "\n" + page.body() + "\n";
    }

    private void command(String name, Path configuration, String... options) {
        var words = new String[options.length + 3];
        words[0] = name;
        words[1] = "--config";
        words[2] = configuration.toString();
        System.arraycopy(options, 0, words, 3, options.length);
        answers.append(run(words));
    }
}
