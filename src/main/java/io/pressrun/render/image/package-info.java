/** Bitmaps on their way to the engine: told by their bytes, held to the limits, converted where it would err. */
@NullMarked
package io.pressrun.render.image;

import org.jspecify.annotations.NullMarked;
