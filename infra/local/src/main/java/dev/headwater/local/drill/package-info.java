/** Losses on purpose, and the proof that nothing was lost by them. */
@NullMarked
package dev.headwater.local.drill;

import org.jspecify.annotations.NullMarked;
