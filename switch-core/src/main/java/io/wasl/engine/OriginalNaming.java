package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Version;
import java.util.Arrays;

/**
 * The original's data of an advice, DE 90 or 56: made before its first copy, from what the original's leg to the same issuer
 * carried. By then whatever is owed for the original has ended, so that an advice that is the original has its number.
 *
 * <p>Where the original was forgotten, or never left, the body's own stand, as far as the acquirer told. Loop thread.
 */
final class OriginalNaming {

    private static final int LEG_BYTES = 8192;

    private final Switchboard board;
    private final ElementSet leg = new ElementSet(LEG_BYTES);
    private final ElementSet made = new ElementSet(OriginalData.LONGEST + 4);

    OriginalNaming(Switchboard board) {
        this.board = board;
    }

    /**
     * Asks for the original and fills {@link OwedDelivery#named}.
     *
     * @param onEnd told when {@link OwedDelivery#mustName} is false, or nothing could be read now and it is still true
     */
    void name(OwedDelivery delivery, Runnable onEnd) {
        long row = delivery.namedRow;
        if (!board.history.has(row)) {
            delivery.mustName = false;
            onEnd.run();
            return;
        }
        OriginalReader.read(board, row, new OriginalReader.Reader() {
            @Override
            public void onOriginal(Original original) {
                delivery.mustName = false;
                fill(delivery, row, original);
                onEnd.run();
            }

            @Override
            public void onUnreadable() {
                board.alarms.raise(
                        Alarm.ANSWER_UNREADABLE, delivery.issuer.id, delivery.originalEpoch, delivery.originalCounter);
                onEnd.run();
            }

            @Override
            public void onBusy() {
                onEnd.run();
            }
        });
    }

    private void fill(OwedDelivery delivery, long row, Original original) {
        boolean hasLeft = original.legStan != 0;
        if (!hasLeft || !board.history.has(row)) {
            return;
        }
        Version version = delivery.issuer.dialect.version();
        boolean isWhole =
                board.requestTranslation(row).translate(original.elements, original.legMti, leg, board.epochClock);
        assert isWhole : "what was forwarded cannot be said again";
        made.clear();
        original.putData(made, version, leg);
        int value = made.find(version.originalData());
        delivery.named = Arrays.copyOfRange(made.buffer(), value, value + made.lengthAt(value));
    }
}
