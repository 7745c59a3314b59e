package io.wasl.engine;

import io.wasl.iso.Reason;
import io.wasl.journal.StoodInDay;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a card when its issuer cannot be asked.
 *
 * @param hot why it is declined whatever it is used for; null for a card that is on no list
 * @param today what it has been stood in for
 */
record StandInCard(@Nullable Reason hot, StoodInDay.Total today) {}
