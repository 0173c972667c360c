/**
 * Snapshots of the write side: what they hold, how states become bytes, and where they are kept.
 */
@NullMarked
package dev.headwater.runtime.snapshot;

import org.jspecify.annotations.NullMarked;
