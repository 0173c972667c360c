/** The log as the runtime sees it: small ports that Kafka and the simulator both implement. */
@NullMarked
package dev.headwater.runtime.log;

import org.jspecify.annotations.NullMarked;
