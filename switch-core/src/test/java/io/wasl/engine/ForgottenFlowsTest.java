package io.wasl.engine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the flows' tests show of transactions in memory, shown again of transactions that memory has lost: before each message
 * all that has ended is forgotten, and every expectation still holds.
 */
final class ForgottenFlowsTest {

    @BeforeAll
    static void forget() {
        EngineHarness.forgetsAll = true;
    }

    @AfterAll
    static void remember() {
        EngineHarness.forgetsAll = false;
    }

    @Nested
    final class OfRepeats extends RepeatsTest {

        @Override
        @Test
        @Disabled("of a node without key files")
        void shouldForgetTheOldestWhenTheWindowIsFull() {}

        @Override
        @Test
        @Disabled("nothing is forgotten while its answer is read: a window is longer than that")
        void shouldReplayTheStoredAnswerByteForByteWithOrWithoutTheRepeatDigit() {}
    }

    @Nested
    final class OfReversals extends ReversalFlowTest {

        @Override
        @Test
        @Disabled("which connection it was is forgotten: any of its issuer's will do")
        void shouldTravelOnTheConnectionOfItsOriginalWhileThatLives() {}
    }

    @Nested
    final class OfPartialReversals extends PartialReversalTest {}

    @Nested
    final class OfAdvices extends AdviceFlowTest {}

    @Nested
    final class OfReversedAdvices extends AdviceReversalTest {}

    @Nested
    final class OfCompletions extends CompletionTest {}

    @Nested
    final class OfStandIn extends StandInTest {}

    @Nested
    final class OfStandInAfterTimeOuts extends StandInTimeOutTest {

        @Override
        @Test
        @Disabled("nothing is forgotten while it is read: a window is longer than that")
        void shouldKeepTheLegsReversalWhenTheAdviceIsDropped(boolean isRestarted) {}
    }

    @Nested
    final class OfReversedStandIn extends StandInReversalTest {}

    @Nested
    final class OfRecoveredStandIn extends StandInRecoveryTest {}

    @Nested
    final class OfFileMaintenance extends FileMaintenanceTest {}

    @Nested
    final class OfAuthorizations extends AuthorizationFlowTest {}

    @Nested
    final class OfDeliveries extends OwedDeliveriesTest {

        @Override
        @Test
        @Disabled("of a node without key files")
        void shouldNotEndOn25WhatIsNoLongerRemembered() {}
    }

    @Nested
    final class OfVersions extends VersionsTest {}

    @Nested
    final class OfEndings extends EndingsTest {}

    @Nested
    final class OfPansOutOfTracks extends PanOfTrackTest {}

    @Nested
    final class OfTranslatedMoney extends TranslatedMoneyTest {}

    @Nested
    final class OfProfiles extends AcquirerProfileTest {}
}
