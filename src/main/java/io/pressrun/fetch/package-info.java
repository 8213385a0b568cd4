/** Assets: what a job and its document name, fetched at once and kept for as long as the job lives. */
@NullMarked
package io.pressrun.fetch;

import org.jspecify.annotations.NullMarked;
