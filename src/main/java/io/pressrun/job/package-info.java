/** Jobs, their parts and their outcomes. */
@NullMarked
package io.pressrun.job;

import org.jspecify.annotations.NullMarked;
