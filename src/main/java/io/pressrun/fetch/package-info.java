/** Everything that enters a render comes through here: the shared HTTP client and its policy. */
@NullMarked
package io.pressrun.fetch;

import org.jspecify.annotations.NullMarked;
