/** Projections on a real PostgreSQL, over the log in memory. */
@NullMarked
package dev.headwater.runtime.projection;

import org.jspecify.annotations.NullMarked;
