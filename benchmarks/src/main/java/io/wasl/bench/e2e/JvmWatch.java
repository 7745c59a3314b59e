package io.wasl.bench.e2e;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Asks a running target's JVM what its threads have allocated and its collectors done, by the management agent that every JDK
 * can start in a process of the same user. The target has no part in it, and nothing runs in it between two questions.
 *
 * <p>Owner: the run.
 */
final class JvmWatch implements Closeable {

    /** The client's own heart-beat is off: a question in the middle of a window would be in its figures. */
    private static final Map<String, Object> SILENT = Map.of("jmx.remote.x.client.connection.check.period", 0L);

    /** The first moves what lives, the others find what the first let go. */
    private static final int COLLECTIONS = 3;

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final List<GarbageCollectorMXBean> collectors;
    private final PauseLog pauses;
    private final Map<Long, String> names = new HashMap<>();

    private JvmWatch(JMXConnector connector, PauseLog pauses) throws IOException {
        this.connector = connector;
        this.pauses = pauses;
        var server = connector.getMBeanServerConnection();
        threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        collectors = new ArrayList<>(ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class));
    }

    /**
     * @param pauses where the target writes them
     * @throws IOException when this JVM or the target's cannot do it
     */
    @SuppressWarnings("BanJNDI") // the address is what our own child has just said of itself
    static JvmWatch attach(long pid, PauseLog pauses) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                String address = machine.startLocalManagementAgent();
                JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address), SILENT);
                var watch = new JvmWatch(connector, pauses);
                watch.take(); // what answers is loaded before anything is measured
                return watch;
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException
                | IllegalArgumentException
                | UnsupportedOperationException
                | LinkageError e) {
            throw new IOException("its JVM cannot be asked: " + e, e);
        }
    }

    /**
     * All so far.
     *
     * @param bytes by thread
     */
    record Snapshot(Map<Long, Long> bytes, long collections, long pauseLogLength) {}

    /** @throws IOException when it answers no more */
    Snapshot take() throws IOException {
        try {
            return ask();
        } catch (UndeclaredThrowableException e) {
            throw new IOException("its JVM answers no more: " + e.getUndeclaredThrowable(), e);
        }
    }

    private Snapshot ask() throws IOException {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        var byThread = new HashMap<Long, Long>();
        for (int i = 0; i < ids.length; i++) {
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        learnNames(byThread.keySet().stream()
                .filter(id -> !names.containsKey(id))
                .mapToLong(Long::longValue)
                .toArray());
        long collections = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            collections += Math.max(0, collector.getCollectionCount());
        }
        return new Snapshot(byThread, collections, pauses.length());
    }

    private void learnNames(long[] ids) {
        for (ThreadInfo thread : threads.getThreadInfo(ids)) {
            if (thread != null) {
                names.put(thread.getThreadId(), thread.getThreadName());
            }
        }
    }

    /** What happened between two snapshots of this one. */
    JvmUse between(Snapshot begin, Snapshot end) throws IOException {
        var allocated = new EnumMap<CpuGroup, Long>(CpuGroup.class);
        end.bytes.forEach((id, bytes) -> {
            String name = names.getOrDefault(id, "");
            if (!isOurs(name)) {
                allocated.merge(groupOf(name), bytes - begin.bytes.getOrDefault(id, 0L), Long::sum);
            }
        });
        PauseLog.Pauses stood = pauses.between(begin.pauseLogLength, end.pauseLogLength);
        return new JvmUse(
                allocated,
                collectors.stream().map(GarbageCollectorMXBean::getName).toList(),
                end.collections - begin.collections,
                stood.count(),
                stood.longestNs(),
                stood.longest());
    }

    /**
     * What lives after a full collection.
     *
     * @param directBytes buffers that the JDK counts; Netty's own are not among them
     */
    record Memory(long heapUsedBytes, long heapCommittedBytes, long directBytes) {}

    /** @throws IOException when it answers no more */
    Memory memoryAfterCollection() throws IOException {
        try {
            var server = connector.getMBeanServerConnection();
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            for (int i = 0; i < COLLECTIONS; i++) {
                memory.gc();
            }
            MemoryUsage heap = memory.getHeapMemoryUsage();
            long direct = ManagementFactory.getPlatformMXBeans(server, BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
            return new Memory(heap.getUsed(), heap.getCommitted(), direct);
        } catch (UndeclaredThrowableException e) {
            throw new IOException("its JVM answers no more: " + e.getUndeclaredThrowable(), e);
        }
    }

    /** Threads that are there because we ask. */
    static boolean isOurs(String thread) {
        return thread.startsWith("RMI ") || thread.startsWith("JMX ") || thread.equals("Attach Listener");
    }

    private static CpuGroup groupOf(String thread) {
        return CpuGroup.of(thread.substring(0, Math.min(thread.length(), CpuGroup.NAME_BYTES)));
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The target has ended.
        }
    }
}
