/**
 * Coverage-guided fuzzing of what strangers' bytes meet first, with Jazzer in processes of its own: the address policy,
 * judged by an independent reading of the same URL, and the parsers. Run by {@code ./mvnw -Pfuzz}; a short run is part
 * of the tests.
 */
@NullMarked
package io.pressrun.fuzz;

import org.jspecify.annotations.NullMarked;
