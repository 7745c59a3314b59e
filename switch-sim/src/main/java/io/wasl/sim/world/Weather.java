package io.wasl.sim.world;

/**
 * How often what goes wrong in one world, as probabilities. Each seed has a weather of its own, in which some faults never
 * come and others often: together seeds reach what an average would not.
 *
 * @param split of a run of bytes to fall into pieces
 * @param delay of a run of bytes to take much longer
 * @param connectionFault of a connection to break, close, stall or fall silent, every tenth of a second
 * @param nodeFault of the node to be killed, stopped, stalled, every second
 * @param powerCut of a kill to take the unforced bytes along
 * @param diskFault of the disk to be slow, full or broken, every second
 * @param issuerFault of an issuer to misbehave, for each request
 * @param deliveryFault of an issuer to misbehave, for each advice and reversal
 * @param acquirerFault of an acquirer to do something uncommon, for each payment
 */
record Weather(
        double split,
        double delay,
        double connectionFault,
        double nodeFault,
        double powerCut,
        double diskFault,
        double issuerFault,
        double deliveryFault,
        double acquirerFault) {

    /** Nothing goes wrong. */
    static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Weather of(Chance chance) {
        return new Weather(
                sometimes(chance, 0.3),
                sometimes(chance, 0.1),
                sometimes(chance, 0.2),
                chance.falls(0.6) ? 0.02 + chance.below(100) / 1000.0 : 0,
                chance.below(100) / 100.0,
                sometimes(chance, 0.1),
                sometimes(chance, 0.5),
                sometimes(chance, 0.5),
                sometimes(chance, 0.6));
    }

    /** Never in a third of the worlds, else anything up to the most. */
    private static double sometimes(Chance chance, double most) {
        return chance.falls(1.0 / 3) ? 0 : most * chance.below(1000) / 1000;
    }
}
