/** Load at a fixed rate, and what came of it. */
@NullMarked
package dev.headwater.local.bench;

import org.jspecify.annotations.NullMarked;
