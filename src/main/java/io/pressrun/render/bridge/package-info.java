/** The engine's door to what was fetched: assets by address, and a document's web fonts by the families of its rules. */
@NullMarked
package io.pressrun.render.bridge;

import org.jspecify.annotations.NullMarked;
