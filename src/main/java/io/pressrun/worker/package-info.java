/** A worker process, wired by constructors out of the settings. */
@NullMarked
package io.pressrun.worker;

import org.jspecify.annotations.NullMarked;
