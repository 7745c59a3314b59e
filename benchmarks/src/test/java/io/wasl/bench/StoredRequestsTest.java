package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.JournalRecord;
import org.junit.jupiter.api.Test;

class StoredRequestsTest {

    @Test
    void shouldSealThePanAndKeepTheKeyInTheClear() {
        for (JournalRecord record : StoredRequests.of(10)) {
            assertThat(record.sealed.has(2)).isTrue();
            assertThat(record.open.has(2)).isFalse();
            assertThat(record.open.has(37)).isTrue();
            assertThat(record.amountMinor).isPositive();
        }
    }
}
