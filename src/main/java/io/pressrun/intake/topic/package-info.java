/** The topics: their names, the text in the headers of their records, and clients that read them beside the group. */
@NullMarked
package io.pressrun.intake.topic;

import org.jspecify.annotations.NullMarked;
