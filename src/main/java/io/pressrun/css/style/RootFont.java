package io.pressrun.css.style;

import java.util.function.DoubleSupplier;

/** What the units of the root element's font are worth, in px (css-values-4, 6.1.2). */
record RootFont(FontMetrics metrics, FontChoice font, DoubleSupplier lineHeight) {}
