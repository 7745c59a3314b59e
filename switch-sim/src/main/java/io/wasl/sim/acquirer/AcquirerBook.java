package io.wasl.sim.acquirer;

import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.sim.book.Totals;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the acquirer believes: net approved by card and currency, and the one final state of each payment.
 *
 * <p>Owner: the acquirer's loop while the run lasts, then whoever has the report.
 */
public final class AcquirerBook {

    /**
     * One payment at its end.
     *
     * @param transmitted DE 7
     * @param card token; {@code masked} for people
     * @param approvedMinor what its answer approved, whatever became of it
     * @param code DE 39 of the first answer, empty without one
     */
    public record Entry(
            String traffic,
            String mti,
            String stan,
            String transmitted,
            String rrn,
            String card,
            String masked,
            String currency,
            long amountMinor,
            long approvedMinor,
            String code,
            PaymentState state) {}

    private final boolean keepsEntries;
    private final Totals net = new Totals();
    private final Map<PaymentState, Long> states = new EnumMap<>(PaymentState.class);
    private final SortedMap<String, SortedMap<String, Long>> outcomes = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param keepsEntries whether each payment is kept, about 300 bytes of memory each; else totals only
     */
    AcquirerBook(boolean keepsEntries) {
        this.keepsEntries = keepsEntries;
    }

    /** A payment was approved: its amount stands until it is taken back. */
    void approved(Payment payment) {
        net.add(payment.card(), payment.traffic().currency(), payment.approvedMinor());
    }

    /** A payment has reached its final state. */
    void ended(Payment payment) {
        if (payment.state() == PaymentState.CANCELLED) {
            net.add(payment.card(), payment.traffic().currency(), -payment.approvedMinor());
        }
        states.merge(payment.state(), 1L, Math::addExact);
        String code = payment.code() == ResponseCode.NONE ? "" : ResponseCode.toString(payment.code());
        outcomes.computeIfAbsent(payment.traffic().name(), name -> new TreeMap<>())
                .merge(outcome(payment.state(), code), 1L, Math::addExact);
        if (keepsEntries) {
            entries.add(entry(payment, code));
        }
    }

    /** Net approved by card and currency. */
    public Totals net() {
        return net.copy();
    }

    public long count(PaymentState state) {
        return states.getOrDefault(state, 0L);
    }

    public Map<PaymentState, Long> states() {
        return new EnumMap<>(states);
    }

    /** How often each kind of traffic ended how: {@code APPROVED 00}, {@code REVERSED}. */
    public SortedMap<String, SortedMap<String, Long>> outcomes() {
        return outcomes;
    }

    /** Each payment in the order they ended; empty unless they are kept. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Writes the book as JSON: {@code net} by card and currency, {@code states}, {@code payments}. */
    public void export(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                JsonGenerator json = JsonMapper.builder().build().createGenerator(writer)) {
            json.writeStartObject();
            json.writeName("net");
            json.writeStartArray();
            net.byCard().forEach((line, amountMinor) -> {
                json.writeStartObject();
                json.writeStringProperty("card", line.card().token());
                json.writeStringProperty("masked", line.card().masked());
                json.writeStringProperty("currency", line.currency());
                json.writeNumberProperty("netMinor", amountMinor);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writePOJOProperty("states", states);
            json.writePOJOProperty("payments", entries);
            json.writeEndObject();
        }
    }

    private static String outcome(PaymentState state, String code) {
        return code.isEmpty() ? state.name() : state.name() + " " + code;
    }

    private static Entry entry(Payment payment, String code) {
        var elements = payment.request().message().elements();
        return new Entry(
                payment.traffic().name(),
                Mti.toString(payment.request().message().mti()),
                elements.text(11),
                elements.text(7),
                elements.text(37),
                payment.card().token(),
                payment.card().masked(),
                payment.traffic().currency(),
                payment.requestedMinor(),
                payment.approvedMinor(),
                code,
                payment.state());
    }
}
