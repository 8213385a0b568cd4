package io.pressrun.document;

import io.pressrun.job.AssetKind;
import java.net.URI;

/**
 * A file that a document or stylesheet names and that must be fetched to print it.
 *
 * @param uri absolute, without a fragment; never {@code data:}
 */
public record AssetReference(URI uri, AssetKind kind) {}
