/** The HTTP client: single requests, their responses and the connections that these share. */
@NullMarked
package io.pressrun.fetch.http;

import org.jspecify.annotations.NullMarked;
