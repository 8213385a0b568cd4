/** Benchmarks, run by {@code ./mvnw -Pbench -Dbench=NAME}; what they measure is in docs/benchmarks.md. */
@NullMarked
package io.pressrun.bench;

import org.jspecify.annotations.NullMarked;
