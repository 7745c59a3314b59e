package io.wasl.config;

import java.util.List;

/**
 * What a member may do by 0300 and 0302 (1304, 2304): list cards of these issuers, and take them off.
 *
 * @param issuers whose cards
 * @param pickUp the file name (DE 101) of cards to be picked up, answered 04
 * @param lost of lost cards, 41
 * @param stolen of stolen cards, 43
 */
public record FileMaintenanceConfig(List<String> issuers, String pickUp, String lost, String stolen) {

    public FileMaintenanceConfig {
        issuers = List.copyOf(issuers);
    }
}
