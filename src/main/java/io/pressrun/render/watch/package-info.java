/** The clock of a render: the deadline and the cancellation, asked from the hooks that the engine calls often. */
@NullMarked
package io.pressrun.render.watch;

import org.jspecify.annotations.NullMarked;
