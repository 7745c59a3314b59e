package io.wasl.bench.e2e;

import java.util.List;
import java.util.Locale;

/** How requests are offered. */
public sealed interface LoadShape {

    /** What is measured when nothing else is asked for. */
    List<LoadShape> STANDARD = List.of(
            new Closed(1),
            new Closed(64),
            new Closed(1024),
            new Open(5_000),
            new Open(10_000),
            new Open(20_000),
            new Open(50_000));

    /** What everything is warmed up with. */
    LoadShape WARM_UP = new Closed(64);

    /** As in {@link #parse}. */
    String word();

    /** For people. */
    String title();

    /** The next request leaves when one is answered. */
    record Closed(int inFlight) implements LoadShape {

        static final int MOST = 16_384;

        @Override
        public String word() {
            return "closed:" + inFlight;
        }

        @Override
        public String title() {
            return String.format(Locale.ROOT, "%,d in flight", inFlight);
        }
    }

    /** Requests are due at equal distances, whatever becomes of those before. */
    record Open(int perSecond) implements LoadShape {

        static final int MOST = 1_000_000;

        @Override
        public String word() {
            return "open:" + perSecond;
        }

        @Override
        public String title() {
            return String.format(Locale.ROOT, "%,d a second", perSecond);
        }
    }

    /**
     * @param word such as {@code closed:64}, so many in flight, or {@code open:5000}, so many a second
     * @throws IllegalArgumentException when it is neither
     */
    static LoadShape parse(String word) {
        int colon = word.indexOf(':');
        String kind = colon < 0 ? "" : word.substring(0, colon);
        return switch (kind) {
            case "closed" -> new Closed(number(word, colon, Closed.MOST));
            case "open" -> new Open(number(word, colon, Open.MOST));
            default -> throw refused(word);
        };
    }

    private static int number(String word, int colon, int most) {
        try {
            int number = Integer.parseInt(word.substring(colon + 1));
            if (number < 1 || number > most) {
                throw new IllegalArgumentException(word + ": must be from 1 to " + most);
            }
            return number;
        } catch (NumberFormatException e) {
            throw refused(word);
        }
    }

    private static IllegalArgumentException refused(String word) {
        return new IllegalArgumentException(word + ": is neither closed:N nor open:N");
    }
}
