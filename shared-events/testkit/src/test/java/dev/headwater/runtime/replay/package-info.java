/** Histories and time travel over the log in memory. */
@NullMarked
package dev.headwater.runtime.replay;

import org.jspecify.annotations.NullMarked;
