package io.wasl.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals of this process.
 *
 * <p>SIGTERM and SIGINT by a shutdown hook, which works everywhere. SIGHUP needs {@code sun.misc.Signal}, which no
 * compiler lets pass without a warning: it is reached by reflection, and where it is not there (or under {@code -Xrs})
 * {@code wasl reload} remains.
 */
public final class SystemSignals implements Signals {

    private static final Logger LOG = LoggerFactory.getLogger(SystemSignals.class);

    @Override
    public Runnable onTerminate(IntSupplier work) {
        // Halting is what gives the process its own status; after a signal the JVM's would be 128 + the signal's
        // number.
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(work.getAsInt()), "wasl-drain");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> remove(hook);
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending already"); // the hook runs, and its status counts
        }
    }

    @Override
    public boolean onHangUp(Runnable work) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                start(work);
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "SIGHUP handler";
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handlerProxy =
                    Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, handler);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handlerProxy);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.info("SIGHUP is not heard; use `wasl reload`");
            LOG.debug("no handler for SIGHUP", e);
            return false;
        }
    }

    private static void start(Runnable work) {
        new Thread(work, "wasl-reload").start();
    }
}
