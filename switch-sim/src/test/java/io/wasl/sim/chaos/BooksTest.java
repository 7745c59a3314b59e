package io.wasl.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.sim.book.Card;
import io.wasl.sim.book.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BooksTest {

    private static final String PAN = "4000000000000002";
    private static final String HINT = "400000******0002";

    @Test
    void shouldAgreeWhenAllThreeSayTheSame() {
        assertThat(new Books(of(12_50), of(12_50), ledger(12_50)).differences()).isEmpty();
    }

    @Test
    void shouldSeeOneCentAtTheIssuersAndInTheLedger() {
        assertThat(new Books(of(12_50), of(12_51), ledger(12_50)).differences())
                .containsExactly("card " + HINT + " currency 504: acquirer 1250, issuers 1251");
        assertThat(new Books(of(12_50), of(12_50), ledger(12_49)).differences())
                .containsExactly("card " + HINT + " currency 504: acquirer 1250, ledger 1249");
    }

    @Test
    void shouldSeeWhatOnlyTheLedgerHas() {
        assertThat(new Books(new Totals(), new Totals(), ledger(1)).differences())
                .containsExactly("card " + HINT + " currency 504: acquirer 0, ledger 1")
                .noneMatch(line -> line.contains(PAN));
    }

    private static Totals of(long minor) {
        var totals = new Totals();
        totals.add(Card.of(PAN), "504", minor);
        return totals;
    }

    private static LedgerTotals ledger(long minor) {
        var card = new LedgerTotals.Total(HINT, "504", 1, minor);
        return new LedgerTotals(1, List.of(), List.of(), List.of(card), List.of());
    }
}
