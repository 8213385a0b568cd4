/** A Java agent in the workers of the chaos harness: it tells what they do, kills them, and plays the mutants. */
@NullMarked
package io.pressrun.chaos.agent;

import org.jspecify.annotations.NullMarked;
