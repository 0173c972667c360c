package dev.headwater.runtime.projection;

import org.jspecify.annotations.Nullable;

/**
 * An event that waits because it, or one before it on its stream, could not be folded.
 *
 * @param stream whose
 * @param version of the stream
 * @param offset where to read it again
 * @param reason why it could not be folded; null when it only waits behind another
 */
record ParkedEvent(String stream, long version, long offset, @Nullable String reason) {}
