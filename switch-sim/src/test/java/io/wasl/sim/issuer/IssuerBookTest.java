package io.wasl.sim.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.sim.book.Card;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chance.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerBookTest {

    private static final String PAN = "4000001234567899";
    private static final Card CARD = Card.of(PAN);

    @TempDir
    Path folder;

    private final List<Effect> effects = new ArrayList<>();
    private final IssuerBook book = new IssuerBook(effects::add);

    @Test
    void shouldTakeBackAnApprovalOnceHoweverOftenItIsReversed() {
        approve(1, 5000);

        assertThat(book.reverse(key(1), 0)).isTrue();
        assertThat(book.reverse(key(1), 0)).isTrue();
        assertThat(book.totals().byCard()).isEmpty();
        assertThat(effects).extracting(Effect::kind).containsExactly(Effect.Kind.APPROVED, Effect.Kind.RELEASED);
    }

    @Test
    void shouldAnswer25ForAnUnknownOriginalAndDeclineItWhenItComes() {
        assertThat(book.reverse(key(1), 0)).isFalse();
        assertThat(book.reverse(key(1), 0)).isFalse();
        assertThat(book.find(key(1)).orElseThrow().code()).isEqualTo(ResponseCode.DUPLICATE);
        assertThat(book.totals().byCard()).isEmpty();
    }

    @Test
    void shouldReverseOnlyDownToWhatRemainsAndNeverUpAgain() {
        approve(1, 5000);

        book.reverse(key(1), 3000);
        book.reverse(key(1), 4000);
        assertThat(book.totals().byCurrency()).containsOnly(Map.entry("504", 3000L));
        book.reverse(key(1), 0);
        assertThat(book.totals().byCurrency()).isEmpty();
    }

    @Test
    void shouldFindARequestByItsRepeatAndByDe90() {
        TransactionKey sent = new TransactionKey(CARD, 0x0101, "000123", "1122031500", "00000100001", "");

        assertThat(TransactionKey.ofOriginalData(
                        Version.V1987, CARD, "0100" + "000123" + "1122031500" + "00000100001" + "00000000000"))
                .isEqualTo(sent);
        assertThat(TransactionKey.ofOriginalData(
                        Version.V1987, Card.of("4000001234567898"), "010000012311220315000000010000100000000000"))
                .isNotEqualTo(sent);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "V1993, 1101, 000123, 261122031500, 1100 000123 261122031500 11 00000100001",
        "V1993, 1101, 000123, 261122031500, 1100 000123 261122031500 06 100001",
        "V2003, 2101, 000000000123, 20261122031500, 2100 000000000123 20261122031500 00000100001",
    })
    void shouldFindARequestByDe56(Version version, String mti, String stan, String time, String named) {
        TransactionKey sent = new TransactionKey(CARD, Mti.parse(mti), stan, time, "00000100001", "");

        assertThat(TransactionKey.ofOriginalData(version, CARD, named.replace(" ", "")))
                .isEqualTo(sent);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "V1987, 01000001231122031500000001000010000000000",
        "V1987, 0100000123112203150000000100001000000000000",
        "V1993, 11000001232611220315000",
        "V1993, 110000012326112203150012123456789012",
        "V2003, 21000000000001232026112203150",
        "V2003, 2100000000000123202611220315000000100001X",
    })
    void shouldRefuseOriginalDataThatNameNone(Version version, String named) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TransactionKey.ofOriginalData(version, CARD, named))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(version.is1987() ? "DE 90" : "DE 56");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithANaiveModelOverAnyHistory(long seed) {
        var random = new SeededRandom(seed);
        var net = new HashMap<Integer, Long>();
        for (int step = 0; step < 5_000; step++) {
            int number = (int) random.below(400);
            if (random.below(2) == 0) {
                if (book.find(key(number)).isEmpty()) {
                    long amount = 1 + random.below(10_000);
                    approve(number, amount);
                    net.put(number, amount);
                }
            } else {
                book.reverse(key(number), 0);
                net.put(number, 0L);
            }
        }
        long expected = net.values().stream().mapToLong(Long::longValue).sum();
        assertThat(book.totals().byCurrency().getOrDefault("504", 0L))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @Test
    void shouldContinueFromItsFileWithEveryEffectAndNoPan() throws Exception {
        Path file = folder.resolve("book.csv");
        try (BookFile written = BookFile.append(file)) {
            var first = new IssuerBook(written);
            first.approve(key(1), "504", new IssuerBook.Answer(ResponseCode.APPROVED, "123456", 5000));
            first.approve(key(2), "978", new IssuerBook.Answer(ResponseCode.PARTIALLY_APPROVED, "654321", 700));
            first.decline(key(3), ResponseCode.of("51"));
            first.reverse(key(4), 0);
            first.reverse(key(1), 2000);
        }
        BookFile.read(file, book::restore);

        assertThat(book.totals().byCurrency()).containsOnly(Map.entry("504", 2000L), Map.entry("978", 700L));
        assertThat(book.find(key(2))).contains(new IssuerBook.Answer(ResponseCode.of("10"), "654321", 700));
        assertThat(book.find(key(3)).orElseThrow().code()).isEqualTo(ResponseCode.of("51"));
        assertThat(book.find(key(4)).orElseThrow().code()).isEqualTo(ResponseCode.DUPLICATE);
        assertThat(book.reverse(key(1), 0)).isTrue();
        assertThat(Files.readString(file)).doesNotContain(PAN).contains("400000******7899");
    }

    @Test
    void shouldRefuseAFileThatIsNoBook() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.csv"), "something else\n");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> BookFile.read(file, book::restore))
                .hasMessage(file + ":1: not the book of an issuer simulator");
    }

    @Test
    void shouldNameWhatTwoBooksSayDifferentlyWithoutThePan() {
        approve(1, 5000);
        var other = new Totals();
        other.add(CARD, "504", 4000);
        other.add(CARD, "978", 1);

        assertThat(book.totals().differences(other, "issuer", "acquirer"))
                .containsExactly(
                        "card 400000******7899 currency 504: issuer 5000, acquirer 4000",
                        "card 400000******7899 currency 978: issuer 0, acquirer 1");
    }

    private void approve(int number, long amountMinor) {
        book.approve(key(number), "504", new IssuerBook.Answer(ResponseCode.APPROVED, "123456", amountMinor));
    }

    private static TransactionKey key(int number) {
        return new TransactionKey(CARD, 0x0100, String.format("%06d", number), "1122031500", "100001", "");
    }
}
