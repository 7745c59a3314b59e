package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Version;
import java.util.Arrays;

/**
 * The original's data of a delivery, DE 90 or 56: made before its first copy, from what the original's leg to the same issuer
 * carried, as the log tells. By then whatever is owed for the original has ended, so that an advice that is the original has its
 * number.
 *
 * <p>Where the original is gone from the log, or never left, the body's own stand, as far as the acquirer told. Loop thread.
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
     * @param onEnd told when {@link OwedDelivery#mustName} is false, or the log's reader is too busy and it is still true
     */
    void name(OwedDelivery delivery, Runnable onEnd) {
        if (delivery.isAdviceNamed && delivery.namesSent == 0 && board.history.has(delivery.namedRow)) {
            // It was parked when its first copy left, and stood in no order.
            delivery.namesSent = board.history.sentPosition(delivery.namedRow);
        }
        OriginalReader.readNamed(board, delivery, new OriginalReader.NamedReader() {
            @Override
            public void onOriginal(Acquirer acquirer, Original original) {
                delivery.mustName = false;
                if (original.legStan != 0) {
                    fill(delivery, acquirer, original);
                }
                onEnd.run();
            }

            /** It would not become readable by waiting, and nobody waits for it. */
            @Override
            public void onUnreadable() {
                delivery.mustName = false;
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

    private void fill(OwedDelivery delivery, Acquirer acquirer, Original original) {
        Version version = delivery.issuer.dialect.version();
        boolean isWhole = board.translations
                .request(acquirer.index, delivery.issuer.index)
                .translate(original.elements, original.legMti, leg, board.epochClock);
        assert isWhole : "what was forwarded cannot be said again";
        made.clear();
        original.putData(made, version, leg);
        int value = made.find(version.originalData());
        delivery.named = Arrays.copyOfRange(made.buffer(), value, value + made.lengthAt(value));
    }
}
