package io.pressrun.job;

import org.jspecify.annotations.Nullable;

/**
 * Something in the document that did not come out as written, though the PDF was made.
 *
 * @param code stable, such as {@code ASSET_MISSING} or {@code CSS_INVALID}
 * @param subject what it is about: an address, a property, a font; {@code null} where the message says it all
 */
public record Warning(String code, String message, @Nullable String subject) {}
