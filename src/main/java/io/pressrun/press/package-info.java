/** The way of one job: a job in, an outcome out. */
@NullMarked
package io.pressrun.press;

import org.jspecify.annotations.NullMarked;
