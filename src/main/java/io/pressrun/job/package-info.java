/** What flows: the job, its parts, its outcome, and the JSON contract of requests and results. */
@NullMarked
package io.pressrun.job;

import org.jspecify.annotations.NullMarked;
