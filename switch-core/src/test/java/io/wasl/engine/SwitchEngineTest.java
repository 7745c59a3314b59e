package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchEngineTest {

    @TempDir
    Path folder;

    private EngineHarness house;

    @BeforeEach
    void start() {
        house = EngineHarness.started(folder);
    }

    @Test
    void shouldTellAnIssuerThatItsRequestsAreNotServed() {
        house.receive(house.atlas, "0100", purchase(ATLAS_PAN, 1));
        FakeLink.Sent answer = house.atlas.only();
        assertThat(answer.mtiText()).isEqualTo("0110");
        assertThat(answer.code()).isEqualTo("12");
        assertThat(house.journal.records).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1100", "2200", "9100", "1420", "0102", "0103", "0207", "0300", "0500"})
    void shouldRefuseWith12WhatIsOfAnotherVersionOrNoAcquirers(String mti) {
        house.receive(house.shop, mti, purchase(ATLAS_PAN, 1));
        house.settle();
        assertThat(house.shop.only().code()).isEqualTo("12");
        assertThat(house.atlas.sent).isEmpty();
        assertThat(house.journal.records).isEmpty();
    }
}
