/** SVG on its way to Batik: what it refers to, what it would cost, and the fonts of its text. */
@NullMarked
package io.pressrun.render.svg;

import org.jspecify.annotations.NullMarked;
