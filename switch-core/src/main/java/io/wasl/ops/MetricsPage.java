package io.wasl.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.wasl.metric.Counters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * Everything the node counts, in Prometheus' text form.
 *
 * <pre>
 *   Counters&lt;EngineCounter&gt; RECEIVED    wasl_engine_received_total    only grows
 *   Counters&lt;EngineCounter&gt; IN_FLIGHT   wasl_engine_in_flight         a level, named so by the caller
 * </pre>
 *
 * <p>Rooms are registered before the page is served; any thread may scrape. Reading a counter costs its owner nothing.
 */
public final class MetricsPage implements AutoCloseable {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Held here since the registry holds them weakly. */
    private final List<Counters<?>> published = new CopyOnWriteArrayList<>();

    /**
     * With the JVM's own figures: heap, direct memory, threads, collections, processor, open files.
     *
     * @param node its name, shown as a label of {@code wasl_node}
     * @param version of the build, another label
     */
    public MetricsPage(String node, String version) {
        Gauge.builder("wasl.node", () -> 1)
                .description("The node and what it runs; always 1.")
                .tag("node", node)
                .tag("version", version)
                .tag("java", Runtime.version().toString())
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
            gauge(
                    "wasl.netty.direct.bytes",
                    "Direct memory that the network's buffers hold.",
                    () -> provider.metric().usedDirectMemory());
        }
    }

    /**
     * Publishes each constant as {@code wasl_<room>_<constant>}: a gauge if it is one of the levels, else a counter with
     * {@code _total} behind.
     *
     * @param room small letters
     * @param levels the constants that are set rather than added to
     */
    public <E extends Enum<E>> void counters(String room, Counters<E> counters, Set<E> levels) {
        published.add(counters);
        for (E name : counters.names()) {
            String metric =
                    "wasl." + room + "." + name.name().toLowerCase(Locale.ROOT).replace('_', '.');
            if (levels.contains(name)) {
                Gauge.builder(metric, counters, all -> all.get(name)).register(registry);
            } else {
                FunctionCounter.builder(metric, counters, all -> all.get(name)).register(registry);
            }
        }
    }

    /**
     * @param name with dots between its words: {@code wasl.ledger.lag}
     * @param help one sentence
     * @param value asked on each scrape; must only read
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(help).register(registry);
    }

    /** The same for each member of a kind: {@code wasl_issuer_owed{issuer="atlas"}}. */
    public void gauge(String name, String kind, String member, String help, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(help)
                .tag(kind, member)
                .register(registry);
    }

    /** The page as of now, in the text form 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
