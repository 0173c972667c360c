/** Domain objects to bytes and back: Avro with the schema id in the payload. */
@NullMarked
package dev.headwater.runtime.codec;

import org.jspecify.annotations.NullMarked;
