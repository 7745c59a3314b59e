package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.sim.acquirer.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Messages full of known PANs, tracks and PIN blocks, through every way in which a message can end; what they held is in {@link Leaks}. */
final class CanaryTraffic {

    /** How issuers treat them. */
    static final String RULES = """
            rules:
              - { when: { mti: "04*", amount-ends: 88 }, then: decline 05 }
              - { when: { amount-ends: 51 }, then: decline 51 }
              - { when: { amount-ends: 77 }, then: approve, deliver: silence }
              - { when: { amount-ends: 52 }, then: approve, deliver: wrong-amount }
              - { when: { amount-ends: 53 }, then: approve, deliver: wrong-stan }
              - { when: { amount-ends: 54 }, then: approve, deliver: twice }
              - { then: approve }
            """;

    /** Digits that no clock, counter or amount has beside each other. */
    private static final List<String> CARDS = Traffic.cards("40000073915", 16, 60);

    /** Of the issuer that is waited for briefly. */
    private static final List<String> HASTY_CARDS = Traffic.cards("51000073915", 16, 10);

    private static final int APPROVED = 1_000;
    private static final int DECLINED = 1_051;
    private static final int WRONG_AMOUNT = 1_052;
    private static final int WRONG_STAN = 1_053;
    private static final int TWICE = 1_054;
    private static final int UNANSWERED = 1_077;
    /** Approved; its reversal is refused. */
    private static final int KEPT = 1_088;

    /** A reversal of it is refused where it is asked for. */
    private static final int KEPT_BY_ITS_ISSUER = 2_088;
    /** The card that file maintenance is about. */
    private static final int LISTED = 43;

    private final Dialect dialect;
    private final Leaks leaks;
    private final Random random = new Random(52);
    private SortedMap<Integer, String> unanswered = new TreeMap<>();
    private int number;

    CanaryTraffic(Dialect dialect, Leaks leaks) {
        this.dialect = dialect;
        this.leaks = leaks;
    }

    static String card(int index) {
        return CARDS.get(index);
    }

    /** To a fresh node. */
    void send(int port) throws IOException {
        try (RawPeer peer = RawPeer.connect(port, dialect)) {
            sendPayments(peer);
            sendRefused(peer);
            sendAdvices(peer);
            sendReversals(peer);
            sendAdministrative(peer);
            sendToBadIssuer(peer);
            sendStoodIn(peer);
            sendFileMaintenance(peer);
            sendDamaged(peer);
        }
    }

    /** To the same node after a restart: what it knows from the log only. */
    void sendAgain(int port) throws IOException {
        try (RawPeer peer = RawPeer.connect(port, dialect)) {
            assertThat(exchange(peer, 0x0101, unanswered))
                    .as("a repeat, over a restart")
                    .isEqualTo("0110 91");
            assertThat(exchange(peer, 0x0100, secret(1, APPROVED))).isEqualTo("0110 00");
        }
    }

    private void sendPayments(RawPeer peer) throws IOException {
        for (int i = 0; i < 20; i++) {
            SortedMap<Integer, String> approved = secret(i, APPROVED);
            assertThat(exchange(peer, 0x0100, approved)).isEqualTo("0110 00");
            assertThat(exchange(peer, 0x0101, approved)).as("its repeat").isEqualTo("0110 00");
            assertThat(exchange(peer, 0x0200, secret(i, DECLINED))).isEqualTo("0210 51");
            if (i < 4) {
                assertThat(exchange(peer, 0x0420, RawPeer.reversal(approved, ++number)))
                        .isEqualTo("0430 00");
                assertThat(exchange(peer, 0x0101, approved)).as("reversed").matches("0110 \\d\\d");
                unanswered = secret(HASTY_CARDS.get(i), UNANSWERED);
                assertThat(exchange(peer, 0x0100, unanswered)).isEqualTo("0110 91");
            }
        }
        var track2Only = secret(21, APPROVED);
        track2Only.remove(2);
        assertThat(exchange(peer, 0x0100, track2Only)).isEqualTo("0110 00");
        var track1Only = secret(22, APPROVED);
        track1Only.remove(2);
        track1Only.remove(35);
        assertThat(exchange(peer, 0x0100, track1Only)).isEqualTo("0110 00");
    }

    private void sendRefused(RawPeer peer) throws IOException {
        var conflict = secret(23, APPROVED);
        conflict.put(2, CARDS.get(24));
        leaks.addDigits(CARDS.get(24), "PAN");
        assertThat(exchange(peer, 0x0100, conflict)).as("two PANs").isEqualTo("0110 30");
        var wrong = secret(25, APPROVED);
        String pan = CARDS.get(25).substring(0, 15)
                + (9 - Character.digit(CARDS.get(25).charAt(15), 10));
        wrong.put(2, pan);
        wrong.keySet().removeAll(List.of(35, 45));
        leaks.addDigits(pan, "PAN");
        assertThat(exchange(peer, 0x0100, wrong)).as("a wrong check digit").isEqualTo("0110 14");
        var nowhere = secret(26, APPROVED);
        String foreign = Traffic.cards("99000073915", 16, 1).get(0);
        nowhere.put(2, foreign);
        nowhere.keySet().removeAll(List.of(35, 45));
        leaks.addDigits(foreign, "PAN");
        assertThat(exchange(peer, 0x0100, nowhere)).as("no route").isEqualTo("0110 15");
        var first = secret(27, APPROVED);
        assertThat(exchange(peer, 0x0100, first)).isEqualTo("0110 00");
        var other = secret(28, APPROVED + 100);
        List.of(7, 11, 37).forEach(de -> other.put(de, first.get(de)));
        assertThat(exchange(peer, 0x0100, other))
                .as("another under the same key")
                .isEqualTo("0110 94");
    }

    private void sendAdvices(RawPeer peer) throws IOException {
        assertThat(exchange(peer, 0x0120, secret(32, APPROVED))).isEqualTo("0130 00");
        var told = secret(33, APPROVED);
        assertThat(exchange(peer, 0x0220, told)).isEqualTo("0230 00");
        assertThat(exchange(peer, 0x0221, told)).as("its repeat").isEqualTo("0230 00");
        assertThat(exchange(peer, 0x0420, named(0x0220, told))).as("taken back").isEqualTo("0430 00");
        var authorized = secret(34, APPROVED);
        assertThat(exchange(peer, 0x0100, authorized)).isEqualTo("0110 00");
        var completed = secret(34, APPROVED - 100);
        completed.put(37, authorized.get(37));
        assertThat(exchange(peer, 0x0220, completed)).as("a completion").isEqualTo("0230 00");
    }

    private void sendReversals(RawPeer peer) throws IOException {
        var reduced = secret(35, APPROVED);
        assertThat(exchange(peer, 0x0200, reduced)).isEqualTo("0210 00");
        var partial = named(0x0200, reduced);
        partial.put(95, "000000000400000000000000C00000000C00000000");
        assertThat(exchange(peer, 0x0420, partial)).as("a part").isEqualTo("0430 00");
        var tooMuch = named(0x0200, reduced);
        tooMuch.put(95, "000000009000000000000000C00000000C00000000");
        assertThat(exchange(peer, 0x0420, tooMuch)).as("more than there is").isEqualTo("0430 25");
        assertThat(exchange(peer, 0x0400, named(0x0200, reduced)))
                .as("the rest")
                .isEqualTo("0410 00");
        var never = secret(36, APPROVED);
        assertThat(exchange(peer, 0x0400, named(0x0100, never))).as("unknown").isEqualTo("0410 25");
        assertThat(exchange(peer, 0x0100, never)).as("came late").isEqualTo("0110 94");
        var kept = secret(37, KEPT);
        assertThat(exchange(peer, 0x0100, kept)).isEqualTo("0110 00");
        assertThat(exchange(peer, 0x0420, named(0x0100, kept)))
                .as("parked soon")
                .isEqualTo("0430 00");
    }

    private void sendAdministrative(RawPeer peer) throws IOException {
        assertThat(exchange(peer, 0x0600, secret(38, APPROVED))).isEqualTo("0610 00");
        assertThat(exchange(peer, 0x0620, secret(39, APPROVED))).isEqualTo("0630 00");
    }

    private void sendToBadIssuer(RawPeer peer) throws IOException {
        assertThat(exchange(peer, 0x0100, secret(HASTY_CARDS.get(5), WRONG_AMOUNT)))
                .isEqualTo("0110 96");
        assertThat(exchange(peer, 0x0100, secret(HASTY_CARDS.get(6), WRONG_STAN)))
                .isEqualTo("0110 91");
        assertThat(exchange(peer, 0x0100, secret(42, TWICE))).isEqualTo("0110 00");
    }

    private void sendStoodIn(RawPeer peer) throws IOException {
        var withPin = secret(HASTY_CARDS.get(7), UNANSWERED);
        assertThat(exchange(peer, 0x0100, withPin)).as("nobody can verify it").isEqualTo("0110 91");
        var stoodIn = secret(HASTY_CARDS.get(8), UNANSWERED);
        stoodIn.remove(52);
        assertThat(exchange(peer, 0x0100, stoodIn)).as("in the issuer's place").isEqualTo("0110 00");
        assertThat(exchange(peer, 0x0101, stoodIn)).as("its repeat").isEqualTo("0110 00");
        assertThat(exchange(peer, 0x0420, named(0x0100, stoodIn)))
                .as("taken back")
                .isEqualTo("0430 00");
    }

    private void sendFileMaintenance(RawPeer peer) throws IOException {
        assertThat(maintain(peer, "1")).as("listed").isEqualTo("0312 00");
        assertThat(exchange(peer, 0x0100, secret(LISTED, APPROVED))).as("lost").isEqualTo("0110 41");
        assertThat(maintain(peer, "5")).as("inquired").isEqualTo("0312 00");
        assertThat(maintain(peer, "3")).as("deleted").isEqualTo("0312 00");
        assertThat(maintain(peer, "2")).as("changed, and not there").isEqualTo("0312 25");
        assertThat(maintain(peer, "7")).as("no such action").startsWith("0312 ");
    }

    private String maintain(RawPeer peer, String action) throws IOException {
        var message = secret(LISTED, APPROVED);
        message.keySet().retainAll(List.of(2, 7, 11, 14, 35, 48, 52));
        message.put(91, action);
        message.put(101, "LOST");
        return exchange(peer, 0x0302, message);
    }

    /** To the same node, as an acquirer whose 0400 its issuer decides. */
    void sendRelayed(int port) throws IOException {
        try (RawPeer peer = RawPeer.connect(port, dialect)) {
            for (int amount : List.of(APPROVED, KEPT_BY_ITS_ISSUER)) {
                var approved = secret(44, amount);
                assertThat(exchange(peer, 0x0100, approved)).isEqualTo("0110 00");
                var reversal = named(0x0100, approved);
                reversal.put(14, approved.get(14));
                reversal.put(35, approved.get(35));
                reversal.put(52, approved.get(52));
                String answer = exchange(peer, 0x0400, reversal);
                assertThat(answer).as("decided by its issuer").isEqualTo(amount == APPROVED ? "0410 00" : "0410 05");
                assertThat(exchange(peer, 0x0401, reversal)).as("its repeat").isEqualTo(answer);
            }
        }
    }

    /** Each cut and each changed byte of a message is another way to fail with card data in hand. */
    private void sendDamaged(RawPeer peer) throws IOException {
        byte[] whole = RawPeer.body(dialect, 0x0100, secret(30, APPROVED));
        for (int length = 24; length < whole.length; length += 17) {
            peer.send(RawPeer.framed(Arrays.copyOf(whole, length)));
            assertThat(peer.answer()).isEqualTo("0110 30");
        }
        for (int at = 8; at < whole.length; at += 13) {
            byte[] changed = RawPeer.body(dialect, 0x0100, secret(31, APPROVED));
            changed[at] ^= 0x55;
            peer.send(RawPeer.framed(changed));
            assertThat(peer.answer()).matches("0110 \\d\\d");
        }
    }

    private SortedMap<Integer, String> named(int mti, SortedMap<Integer, String> original) {
        SortedMap<Integer, String> reversal = RawPeer.reversal(original, ++number);
        reversal.computeIfPresent(90, (de, named) -> String.format("%04x", mti) + named.substring(4));
        return reversal;
    }

    /** A payment with everything that must not stay, remembered by {@link #leaks}. */
    private SortedMap<Integer, String> secret(int card, int amountMinor) {
        return secret(CARDS.get(card), amountMinor);
    }

    private SortedMap<Integer, String> secret(String pan, int amountMinor) {
        var values = RawPeer.payment(pan, amountMinor, ++number);
        String discretionary = String.format("%013d", 7_000_000_000_000L + random.nextInt(1 << 30));
        values.put(14, "2912");
        values.put(35, pan + "=2912101" + discretionary);
        values.put(45, "B" + pan + "^BENALI/AMINA^2912101" + discretionary);
        String cvv = "CVV2:" + (100 + random.nextInt(900));
        values.put(48, "card " + pan + " " + cvv);
        leaks.addDigits(pan, "PAN");
        leaks.addText(cvv, "CVV");
        leaks.addDigits("2912101" + discretionary, "track");
        var pin = new byte[8];
        random.nextBytes(pin);
        values.put(52, new String(pin, StandardCharsets.ISO_8859_1));
        leaks.addBytes(pin, "PIN block");
        return values;
    }

    private static String exchange(RawPeer peer, int mti, SortedMap<Integer, String> values) throws IOException {
        peer.send(mti, values);
        return peer.answer();
    }
}
