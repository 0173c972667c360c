/** What follows from an event: policies, deadlines, effects. */
@NullMarked
package dev.headwater.runtime.process;

import org.jspecify.annotations.NullMarked;
