/** Jobs and results as JSON. {@link io.pressrun.job.json.JobCodec} is the way in and out. */
@NullMarked
package io.pressrun.job.json;

import org.jspecify.annotations.NullMarked;
