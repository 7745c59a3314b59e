package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.BusinessTotals.Line;
import io.wasl.journal.ledger.TotalsQuery;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TotalsFormTest {

    private static final LocalDate DAY = LocalDate.of(2027, 1, 15);

    @Test
    void shouldCarryEachQuestion() {
        TotalsQuery all = new TotalsQuery(
                Optional.of(DAY),
                Optional.of(DAY.plusDays(1)),
                Optional.of("atlas"),
                Optional.of("504"),
                Optional.of(2),
                Optional.of("00"));

        assertThat(TotalsForm.query(TotalsForm.words(all))).isEqualTo(all);
        assertThat(TotalsForm.query(TotalsForm.words(TotalsQuery.ALL))).isEqualTo(TotalsQuery.ALL);
    }

    @Test
    void shouldRefuseWordsOfNoQuestion() {
        for (List<String> words : List.of(
                List.<String>of(),
                List.of("sums"),
                List.of("totals", "from"),
                List.of("totals", "from=yesterday"),
                List.of("totals", "class=1", "class=2"),
                List.of("totals", "class=one"),
                List.of("totals", "card=4288120000001231"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TotalsForm.query(words))
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("4288", "yesterday"));
        }
    }

    @Test
    void shouldCarryEachAnswer() {
        Line whole = line("504", "00");
        Line bare = new Line(Optional.empty(), "shop-bank", "", "", 1, "", 1, 0, BigInteger.ZERO, 0, BigInteger.ZERO);
        BusinessTotals known = new BusinessTotals(9, 7, OptionalLong.of(12), true, true, List.of(whole, bare));
        BusinessTotals unknown = new BusinessTotals(0, 0, OptionalLong.empty(), false, false, List.of());

        assertThat(TotalsForm.totals(TotalsForm.text(known))).isEqualTo(known);
        assertThat(TotalsForm.totals(TotalsForm.text(unknown))).isEqualTo(unknown);
    }

    @Test
    void shouldLetNoFieldOfAMemberBreakALine() {
        BusinessTotals odd = new BusinessTotals(9, 7, OptionalLong.of(12), true, true, List.of(line("5,\n", "\"=")));

        Line read = TotalsForm.totals(TotalsForm.text(odd)).lines().get(0);

        assertThat(read.currency()).isEqualTo("5??");
        assertThat(read.processing()).isEqualTo("??");
    }

    @Test
    void shouldFitTheLongestAnswerIntoTheChannel() {
        Line longest = new Line(
                Optional.of(DAY),
                "a".repeat(64),
                "b".repeat(64),
                "504",
                2,
                "00",
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                BigInteger.valueOf(Long.MAX_VALUE),
                Long.MAX_VALUE,
                BigInteger.valueOf(Long.MAX_VALUE));
        List<Line> lines = IntStream.range(0, BusinessTotals.MOST_LINES)
                .mapToObj(i -> longest)
                .toList();
        BusinessTotals most = new BusinessTotals(9, 7, OptionalLong.of(12), true, true, lines);

        assertThat(ChannelForm.reply(Reply.done(TotalsForm.text(most)))).hasSizeLessThan(ChannelForm.MOST_REPLY_BYTES);
    }

    @Test
    void shouldRefuseAnotherBuildsAnswer() {
        for (String text : List.of("", "totals 2,1,1,1,whole,known", "totals 1,9,7,12,whole,known\n1,2,3")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TotalsForm.totals(text));
        }
    }

    private static Line line(String currency, String processing) {
        return new Line(
                Optional.of(DAY),
                "shop-bank",
                "atlas",
                currency,
                2,
                processing,
                3,
                2,
                new BigInteger("99999999999999999999"),
                1,
                BigInteger.TEN);
    }
}
