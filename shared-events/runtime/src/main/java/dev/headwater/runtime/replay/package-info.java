/** The past from the log: a stream's events, its state and its rows as of then. */
@NullMarked
package dev.headwater.runtime.replay;

import org.jspecify.annotations.NullMarked;
