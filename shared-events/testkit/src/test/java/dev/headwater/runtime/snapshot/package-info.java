/** The contract of whatever keeps snapshots, on PostgreSQL and in memory. */
@NullMarked
package dev.headwater.runtime.snapshot;

import org.jspecify.annotations.NullMarked;
