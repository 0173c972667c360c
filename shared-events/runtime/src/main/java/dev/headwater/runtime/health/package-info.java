/** Live, ready and started, each with its reasons. */
@NullMarked
package dev.headwater.runtime.health;

import org.jspecify.annotations.NullMarked;
