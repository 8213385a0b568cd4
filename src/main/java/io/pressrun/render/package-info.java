/** The PDF engine on its own pool of platform threads, and the bridge from its blocking callback to fetch. */
@NullMarked
package io.pressrun.render;

import org.jspecify.annotations.NullMarked;
