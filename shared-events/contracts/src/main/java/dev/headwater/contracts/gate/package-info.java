/**
 * The offline gate: what is about to be built against every released version of the contracts.
 * Reads files, needs neither a server nor a built service.
 */
@NullMarked
package dev.headwater.contracts.gate;

import org.jspecify.annotations.NullMarked;
