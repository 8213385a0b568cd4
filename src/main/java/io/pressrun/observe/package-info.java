/** Metric catalogue, health and the admin HTTP server. */
@NullMarked
package io.pressrun.observe;

import org.jspecify.annotations.NullMarked;
