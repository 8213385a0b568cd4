package io.pressrun.settings;

/** How a worker is a member of its consumer group. */
enum GroupProtocol {
    /** KIP-848, of brokers from 4.0. */
    CONSUMER,
    /** The one before. */
    CLASSIC
}
