/** Walking and reading trees of the W3C DOM. Pure. */
@NullMarked
package io.pressrun.dom;

import org.jspecify.annotations.NullMarked;
