/** Where a PDF goes: object store, directory or topic. */
@NullMarked
package io.pressrun.deliver;

import org.jspecify.annotations.NullMarked;
