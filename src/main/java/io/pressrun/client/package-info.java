/** The other side of the topics: submits jobs and reads what becomes of them. */
@NullMarked
package io.pressrun.client;

import org.jspecify.annotations.NullMarked;
