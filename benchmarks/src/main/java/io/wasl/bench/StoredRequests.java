package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Requests of the traffic as the log keeps them: R1 with what is stored in the clear and what is stored sealed. */
final class StoredRequests {

    private StoredRequests() {}

    /** The first requests of the traffic. */
    static List<JournalRecord> of(int count) {
        Workload work = Workload.of(Encoding.ASCII, 1000, count);
        Dialect dialect = work.dialect();
        MessageView view = new MessageView();
        List<JournalRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] request = work.traffic().request(i);
            JournalRecord record = new JournalRecord().clear(RecordType.ACCEPTED, 1, i + 1L);
            boolean isWhole = view.decode(dialect, request, 0, request.length)
                    && view.copyTo(record.open, dialect.storedOpen())
                    && view.copyTo(record.sealed, dialect.storedSealed());
            if (!isWhole) {
                throw new IllegalStateException("a message of the traffic cannot be kept");
            }
            record.member = "acquirer";
            record.mti = view.mti();
            record.amountMinor = view.number(4);
            records.add(record);
        }
        return records;
    }
}
