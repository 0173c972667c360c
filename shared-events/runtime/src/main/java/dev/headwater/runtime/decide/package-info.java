/** All that a domain may import: the decider's three pure functions and what they answer. */
@NullMarked
package dev.headwater.runtime.decide;

import org.jspecify.annotations.NullMarked;
