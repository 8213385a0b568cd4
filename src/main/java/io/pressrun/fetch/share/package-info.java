/** What one job brings and may take, and how jobs take turns at what all of them share. */
@NullMarked
package io.pressrun.fetch.share;

import org.jspecify.annotations.NullMarked;
