/**
 * Child processes: how one is started, watched, stopped, frozen and killed, and how it dies with
 * its parent.
 */
@NullMarked
package dev.headwater.local.process;

import org.jspecify.annotations.NullMarked;
