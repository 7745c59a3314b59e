package io.wasl.ops;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The two questions an orchestrator asks: is the process worth keeping (live), may it get traffic (ready).
 *
 * <p>A stalled or lost ledger never makes a node unready: it authorizes without. Called on the admin server's thread;
 * the suppliers only read.
 */
public final class Health {

    private final BooleanSupplier live;
    private final Supplier<Readiness> readiness;

    /**
     * @param live false once the node cannot recover by itself and should be started anew
     */
    public Health(BooleanSupplier live, Supplier<Readiness> readiness) {
        this.live = live;
        this.readiness = readiness;
    }

    Page live() {
        return live.getAsBoolean()
                ? Page.json(Page.OK, "{\"status\":\"live\"}\n")
                : Page.json(Page.UNAVAILABLE, "{\"status\":\"failed\"}\n");
    }

    Page ready() {
        Readiness now = readiness.get();
        String body = "{\"status\":\"" + (now.isReady() ? "ready" : "unready") + "\",\"missing\":"
                + array(now.missing()) + ",\"notes\":" + array(now.notes()) + "}\n";
        return Page.json(now.isReady() ? Page.OK : Page.UNAVAILABLE, body);
    }

    private static String array(List<String> texts) {
        StringBuilder json = new StringBuilder("[");
        for (String text : texts) {
            json.append(json.length() == 1 ? "\"" : ",\"");
            text.chars().forEach(c -> escape(json, (char) c));
            json.append('"');
        }
        return json.append(']').toString();
    }

    private static void escape(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < 0x20) {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
