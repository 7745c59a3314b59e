package io.wasl.sim.rules;

/**
 * What rules look at in a message.
 *
 * @param mti packed as in {@link io.wasl.iso.Mti}
 * @param pan digits, empty when the message has none; never printed
 * @param amountMinor of DE 4, −1 when missing
 * @param terminal DE 41 without trailing blanks
 * @param processingCode DE 3, empty when missing
 * @param currency DE 49, in 2003 of DE 4; empty when missing
 */
public record Request(int mti, String pan, long amountMinor, String terminal, String processingCode, String currency) {

    /** No card data. */
    @Override
    public String toString() {
        return "request " + io.wasl.iso.Mti.toString(mti);
    }
}
