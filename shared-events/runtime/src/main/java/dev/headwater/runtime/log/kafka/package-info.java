/** The log on Kafka. No other package of Headwater sees kafka-clients. */
@NullMarked
package dev.headwater.runtime.log.kafka;

import org.jspecify.annotations.NullMarked;
