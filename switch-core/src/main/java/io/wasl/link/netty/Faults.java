package io.wasl.link.netty;

/** Words for an exception that may carry card data in its message: its class and where it was thrown, nothing else. */
final class Faults {

    private static final int FRAMES = 6;

    private Faults() {}

    static String describe(Throwable fault) {
        StringBuilder text = new StringBuilder(fault.getClass().getName());
        StackTraceElement[] trace = fault.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
            text.append(i == 0 ? " at " : " < ")
                    .append(trace[i].getClassName())
                    .append('.')
                    .append(trace[i].getMethodName())
                    .append(':')
                    .append(trace[i].getLineNumber());
        }
        return text.toString();
    }
}
