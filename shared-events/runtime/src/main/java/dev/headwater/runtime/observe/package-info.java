/** Spans, meters and log lines: one trace from a POST to the last event that follows from it. */
@NullMarked
package dev.headwater.runtime.observe;

import org.jspecify.annotations.NullMarked;
