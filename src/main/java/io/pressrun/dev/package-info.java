/** An embedded Kafka broker in KRaft mode for pressrun dev and for tests. */
@NullMarked
package io.pressrun.dev;

import org.jspecify.annotations.NullMarked;
