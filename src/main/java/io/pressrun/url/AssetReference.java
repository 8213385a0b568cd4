package io.pressrun.url;

import io.pressrun.job.AssetKind;
import java.net.URI;

/**
 * A file that a document or stylesheet names and that must be fetched to print it.
 *
 * @param uri absolute, without a fragment; {@code data:} of stylesheets only, for what they name in turn
 */
public record AssetReference(URI uri, AssetKind kind) {}
