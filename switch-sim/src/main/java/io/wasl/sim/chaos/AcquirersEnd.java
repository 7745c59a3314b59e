package io.wasl.sim.chaos;

import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.PaymentState;
import io.wasl.sim.book.Card;
import io.wasl.sim.book.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the acquirers of a round came to, as their files tell. Owner: the run. */
final class AcquirersEnd {

    private final Totals net = new Totals();
    private final List<LoadSamples> samples = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long payments;
    private long repeats;
    private long reversals;
    private long connectionsLost;
    private long lateAnswers;

    void add(String name, Path report, Path book, LoadSamples sampled) throws IOException {
        samples.add(sampled);
        JsonMapper mapper = JsonMapper.builder().build();
        addReport(name, mapper.readTree(Files.readString(report)));
        try (InputStream in = Files.newInputStream(book);
                JsonParser parser = mapper.createParser(in)) {
            addNet(parser);
        }
    }

    private void addReport(String name, JsonNode report) {
        payments += report.path("payments").asLong();
        repeats += report.path("repeats").asLong();
        reversals += report.path("reversals").asLong();
        connectionsLost += report.path("connectionsLost").asLong();
        lateAnswers += report.path("outcomes")
                .path(ChaosTraffic.LATE)
                .path("DECLINED 91")
                .asLong();
        report.path("faults")
                .propertyStream()
                .forEach(fault -> problems.add(name + ": " + fault.getKey() + " " + fault.getValue()));
        for (PaymentState state : LoadReport.FAILING) {
            long count = report.path("states").path(state.name()).asLong();
            if (count > 0) {
                problems.add(name + ": " + state + " " + count);
            }
        }
        report.path("examples").forEach(example -> problems.add(name + ": " + example.asString()));
    }

    /** Of a book the first part, {@code net}, is read; its payments are for people. */
    private void addNet(JsonParser parser) {
        while (parser.nextToken() != JsonToken.START_ARRAY) {
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                throw new IllegalStateException("a book without its net amounts");
            }
        }
        JsonNode lines = parser.readValueAsTree();
        lines.forEach(line -> net.add(
                new Card(line.path("card").asString(), line.path("masked").asString()),
                line.path("currency").asString(),
                line.path("netMinor").asLong()));
    }

    Totals net() {
        return net;
    }

    List<LoadSamples> samples() {
        return samples;
    }

    /** What the switch did wrong, as they see it, and what they could not settle. */
    List<String> problems() {
        return problems;
    }

    long payments() {
        return payments;
    }

    long repeats() {
        return repeats;
    }

    long reversals() {
        return reversals;
    }

    long connectionsLost() {
        return connectionsLost;
    }

    /** Payments answered 91 whose issuer approves, later than the switch waits. */
    long lateAnswers() {
        return lateAnswers;
    }
}
