/**
 * The topics: their names, the text in the headers of their records, clients that read them beside the group, and what
 * clients measure of themselves.
 */
@NullMarked
package io.pressrun.intake.topic;

import org.jspecify.annotations.NullMarked;
