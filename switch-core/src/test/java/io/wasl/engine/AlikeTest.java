package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.purchase;
import static io.wasl.engine.EngineHarness.reversalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose RRNs are all alike, at one terminal: its transactions are told apart, up to a bound, and then not guessed. */
class AlikeTest {

    /** Of no issuer: declined at once, and remembered. */
    private static final String STRAY_PAN = "6011001234567893";

    private static final int FIRST_STRAY = 1_000;

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
        house.memoryWindow = 3 * History.MOST_ALIKE;
        house.crashAndRestart();
    }

    @Test
    void shouldFindTheOriginalBehindAsManyAsAreLookedThrough() {
        house.approve(house.shop, house.atlas, alike(ATLAS_PAN, 1));
        receiveStrays(History.MOST_ALIKE - 1);
        house.receive(house.shop, "0400", unnamed(reversalOf(alike(ATLAS_PAN, 1), 2)));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
        assertThat(house.alarms).isEmpty();
    }

    @Test
    void shouldNotGuessWhichOriginalIsMeantBehindMore() {
        house.approve(house.shop, house.atlas, alike(ATLAS_PAN, 1));
        receiveStrays(History.MOST_ALIKE);
        house.receive(house.shop, "0400", unnamed(reversalOf(alike(ATLAS_PAN, 1), 2)));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("25");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.alarms).containsExactly(Alarm.AMBIGUOUS_ORIGINAL);
    }

    @Test
    void shouldStillFindByDe90WhatManyAreAlikeTo() {
        house.approve(house.shop, house.atlas, alike(ATLAS_PAN, 1));
        receiveStrays(History.MOST_ALIKE);
        house.receive(house.shop, "0400", reversalOf(alike(ATLAS_PAN, 1), 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.only().mtiText()).isEqualTo("0420");
    }

    @Test
    void shouldKnowARestampedRepeatBehindAsManyAsAreLookedThrough() {
        house.approve(house.shop, house.atlas, alike(ATLAS_PAN, 1));
        receiveStrays(History.MOST_ALIKE - 1);
        Map<Integer, String> repeat = alike(ATLAS_PAN, 1);
        repeat.put(7, "1122031559");
        house.receive(house.shop, "0101", repeat);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
        assertThat(house.atlas.sent).isEmpty();
    }

    /** Reversals of what nobody knows, each of another amount: what comes under their RRN may be what one of them means. */
    @Test
    void shouldDeclineWhatMoreReversalsMayMeanThanAreLookedThrough() {
        int first = FIRST_STRAY;
        for (int stan = first; stan < first + History.MOST_ALIKE; stan++) {
            reverseUnknown(stan);
        }
        house.receive(house.shop, "0100", alike(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.atlas.only().mtiText()).isEqualTo("0100");

        reverseUnknown(first + History.MOST_ALIKE);
        house.receive(house.shop, "0100", alike(ATLAS_PAN, 2));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("94");
        assertThat(house.atlas.sent).isEmpty();
    }

    private void reverseUnknown(int stan) {
        Map<Integer, String> reversal = unnamed(reversalOf(alike(ATLAS_PAN, 3), stan));
        reversal.put(4, "%012d".formatted(1_000_000 + stan));
        house.receive(house.shop, "0420", reversal);
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("00");
    }

    private void receiveStrays(int count) {
        for (int stan = FIRST_STRAY; stan < FIRST_STRAY + count; stan++) {
            house.receive(house.shop, "0100", alike(STRAY_PAN, stan));
            house.settle();
            assertThat(house.shop.only().code()).isNotEqualTo("00");
        }
    }

    private static Map<Integer, String> alike(String pan, int stan) {
        Map<Integer, String> request = purchase(pan, stan);
        request.put(37, "000000000000");
        return request;
    }

    private static Map<Integer, String> unnamed(Map<Integer, String> reversal) {
        reversal.remove(90);
        return reversal;
    }
}
