/** Replay on a long log, on the real broker and the real PostgreSQL. */
@NullMarked
package dev.headwater.replay;

import org.jspecify.annotations.NullMarked;
