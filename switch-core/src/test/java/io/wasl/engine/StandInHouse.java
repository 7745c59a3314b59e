package io.wasl.engine;

import static io.wasl.engine.EngineHarness.ATLAS_PAN;
import static io.wasl.engine.EngineHarness.purchase;

import io.wasl.config.StandInConfig;
import io.wasl.config.StandInConfig.MessageClass;
import io.wasl.config.StandInConfig.Trigger;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Houses that answer in the place of atlas. */
final class StandInHouse {

    /** Purchases of 504 with visa cards: 60.00 at once, three times and 120.00 a day. */
    static final StandInConfig.Rule RULE = new StandInConfig.Rule(
            Set.of("visa"), Set.of("00"), EnumSet.allOf(MessageClass.class), "504", 6000, 3, 12_000);

    private StandInHouse() {}

    static StandInConfig config(Trigger... on) {
        return new StandInConfig(Set.of(on), List.of(RULE), StandInConfig.Arqc.DECLINE, Optional.empty());
    }

    /** As much as anybody may want. */
    static StandInConfig generous(String brand) {
        return new StandInConfig(
                EnumSet.allOf(Trigger.class),
                List.of(new StandInConfig.Rule(
                        Set.of(brand),
                        Set.of("00"),
                        EnumSet.allOf(MessageClass.class),
                        "504",
                        1_000_000,
                        10_000,
                        1_000_000_000)),
                StandInConfig.Arqc.DECLINE,
                Optional.empty());
    }

    static EngineHarness started(Path folder, StandInConfig config) {
        EngineHarness house = new EngineHarness(folder);
        house.standIn = Optional.of(config);
        return house.start();
    }

    /** Its issuer cannot be reached. */
    static EngineHarness down(Path folder) {
        EngineHarness house = started(folder, config(Trigger.values()));
        house.closed(house.atlas);
        return house;
    }

    static Map<Integer, String> purchaseOf(int stan, long amountMinor) {
        Map<Integer, String> elements = purchase(ATLAS_PAN, stan);
        elements.put(4, String.format("%012d", amountMinor));
        return elements;
    }

    /** Another connection of atlas, signed on. */
    static void reconnect(EngineHarness house) {
        house.atlas = house.reconnected(house.atlas);
        house.engine.onUsable(house.atlas);
    }

    /** Asked and answered; the acquirer has it. */
    static FakeLink.Sent ask(EngineHarness house, Map<Integer, String> request) {
        return ask(house, "0100", request);
    }

    static FakeLink.Sent ask(EngineHarness house, String mti, Map<Integer, String> request) {
        house.shop.sent.clear();
        house.receive(house.shop, mti, request);
        house.settle();
        FakeLink.Sent answer = house.shop.only();
        house.delivered(house.shop, answer);
        return answer;
    }
}
