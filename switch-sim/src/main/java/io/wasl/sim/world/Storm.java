package io.wasl.sim.world;

import io.wasl.journal.Journal.Room;

/**
 * Lets things go wrong, as often as the weather says: what does not depend on a message, by the clock.
 *
 * <p>Owner: the world's thread.
 */
final class Storm {

    private static final long NETWORK_NS = 100_000_000;
    private static final long MACHINE_NS = 1_000_000_000;
    private static final long KERNELS_GIVE_UP_NS = 20_000_000_000L;
    private static final long LONGEST_TROUBLE_NS = 8_000_000_000L;

    private final World world;

    Storm(World world) {
        this.world = world;
    }

    void begin() {
        world.agenda().in(NETWORK_NS, world.life(), this::network);
        world.agenda().in(MACHINE_NS, world.life(), this::machines);
    }

    private void network() {
        if (world.isHealing()) {
            return;
        }
        Chance chance = world.chance();
        Connection connection = world.node().anyConnection(chance);
        if (connection != null
                && !connection.isOver()
                && chance.falls(world.weather().connectionFault())) {
            breakOff(connection);
        }
        if (chance.falls(world.weather().acquirerFault() / 20)) {
            chance.oneOf(world.acquirers()).sendGarbage();
        }
        if (chance.falls(world.weather().acquirerFault() / 200)) {
            chance.oneOf(world.acquirers()).endTheDay();
        }
        world.agenda().in(NETWORK_NS, world.life(), this::network);
    }

    private void breakOff(Connection connection) {
        Chance chance = world.chance();
        switch (chance.below(4)) {
            case 0 -> {
                world.happened(Fault.CONNECTION_RESET);
                connection.breakDown();
            }
            case 1 -> {
                world.happened(Fault.CONNECTION_CLOSED);
                connection.closeByNetwork();
            }
            case 2 -> {
                world.happened(Fault.STALL);
                connection.stall(chance.between(100_000_000, LONGEST_TROUBLE_NS));
            }
            default -> {
                world.happened(Fault.HALF_OPEN);
                connection.fallSilent();
                world.agenda().in(KERNELS_GIVE_UP_NS, world.life(), connection::giveUp);
            }
        }
    }

    private void machines() {
        if (world.isHealing()) {
            return;
        }
        Chance chance = world.chance();
        if (world.node().isListening() && chance.falls(world.weather().nodeFault())) {
            node();
        }
        if (chance.falls(world.weather().diskFault())) {
            if (world.plan().isReplicated()) {
                cluster();
            } else {
                disk();
            }
        }
        if (world.plan().isReplicated() && chance.falls(world.weather().nodeFault())) {
            world.stand();
        }
        if (chance.falls(world.weather().issuerFault() / 10)) {
            IssuerHost issuer = chance.oneOf(world.issuers());
            long forNs = chance.between(100_000_000, LONGEST_TROUBLE_NS);
            switch (chance.below(3)) {
                case 0 -> issuer.goDown(forNs);
                case 1 -> issuer.signOff(forNs);
                default -> issuer.refuseSignOn(forNs);
            }
        }
        world.agenda().in(MACHINE_NS, world.life(), this::machines);
    }

    private void node() {
        Chance chance = world.chance();
        switch (chance.below(8)) {
            case 0, 1 -> {
                world.happened(Fault.PROCESS_KILLED);
                world.node().die();
            }
            case 2 -> {
                if (world.plan().isReplicated()) {
                    world.node().dieAtNextGroup();
                } else {
                    world.happened(Fault.PROCESS_KILLED);
                    world.disk().dieAfter(1 + chance.below(30));
                }
            }
            case 3 -> {
                world.happened(Fault.STOPPED_IN_ORDER);
                world.node().stopInOrder();
            }
            case 4, 5 -> {
                world.node().stall(chance.between(100_000_000, LONGEST_TROUBLE_NS));
                if (world.plan().isReplicated()) {
                    world.stand();
                }
            }
            case 6 -> {
                world.happened(Fault.ROUTES_RELOADED);
                world.plan().router().swap(world.plan().router().table());
            }
            default -> {
                if (world.plan().daysBetween() == 0) {
                    // What is older than retention is told by clocks: who lets days pass has right ones.
                    world.happened(Fault.WALL_CLOCK_JUMPED);
                    world.time().jumpWall(chance.between(-7_200_000, 7_200_000));
                }
            }
        }
    }

    private void cluster() {
        Chance chance = world.chance();
        long forNs = chance.between(100_000_000, LONGEST_TROUBLE_NS);
        switch (chance.below(4)) {
            case 0 -> {
                world.happened(Fault.COMMITS_SLOW);
                world.clusterWeather().setSlow(true);
                world.agenda()
                        .in(forNs, world.life(), () -> world.clusterWeather().setSlow(false));
            }
            case 1 -> {
                world.happened(Fault.CLUSTER_SHORT_OF_ROOM);
                world.cluster().setRoom(chance.falls(0.5) ? Room.RESERVE : Room.FULL);
                world.agenda().in(forNs, world.life(), () -> world.cluster().setRoom(Room.OPEN));
            }
            default -> world.stand();
        }
    }

    private void disk() {
        Chance chance = world.chance();
        long forNs = chance.between(100_000_000, LONGEST_TROUBLE_NS);
        switch (chance.below(3)) {
            case 0 -> {
                world.happened(Fault.DISK_SLOW);
                world.setDiskSlow(true);
                world.agenda().in(forNs, world.life(), () -> world.setDiskSlow(false));
            }
            case 1 -> {
                world.happened(Fault.DISK_FULL);
                world.disk().setFree(0);
                world.agenda().in(forNs, world.life(), () -> world.disk().setFree(1L << 40));
            }
            default -> {
                world.happened(Fault.WRITE_FAILED);
                world.disk().setBroken(true);
                world.agenda().in(forNs, world.life(), () -> world.disk().setBroken(false));
            }
        }
    }
}
