package io.pressrun.job;

import org.jspecify.annotations.Nullable;

/**
 * Proof of where a PDF lies.
 *
 * @param to {@code store} or {@code topic}
 * @param uri the address of the PDF: {@code s3://bucket/key}, {@code file:///…} or {@code kafka:topic}
 * @param key the key in the store; {@code null} for a topic
 */
public record Receipt(String to, String uri, @Nullable String key) {}
