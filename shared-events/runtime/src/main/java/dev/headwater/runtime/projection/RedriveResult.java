package dev.headwater.runtime.projection;

import org.jspecify.annotations.Nullable;

/**
 * What became of a parked stream.
 *
 * @param folded how many of its events are in the rows now that were not
 * @param parked how many wait still
 * @param reason why they wait, or null
 */
public record RedriveResult(int folded, int parked, @Nullable String reason) {}
