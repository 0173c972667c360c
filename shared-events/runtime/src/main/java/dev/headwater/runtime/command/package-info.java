/** The write path: gateway, fenced partition ownership, the loop, outcomes, idempotency. */
@NullMarked
package dev.headwater.runtime.command;

import org.jspecify.annotations.NullMarked;
