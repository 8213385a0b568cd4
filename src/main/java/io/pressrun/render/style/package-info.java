/** The styles of a document, from its stylesheets to what the engine is given, element by element. */
@NullMarked
package io.pressrun.render.style;

import org.jspecify.annotations.NullMarked;
