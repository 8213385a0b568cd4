package io.pressrun.intake.duplicates;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What two jobs have in common that are taken for the same.
 *
 * @param partition of the request topic
 * @param high of the first 128 bits of the id's SHA-256
 * @param low of them
 */
record JobKey(int partition, long high, long low) {
    /** @param id in UTF-8 */
    static JobKey of(int partition, byte[] id) {
        try {
            var digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id));
            return new JobKey(partition, digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
