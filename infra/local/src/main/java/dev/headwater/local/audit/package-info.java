/**
 * Reads the logs themselves and says whether they keep their promises: dense versions, one outcome
 * for a command, money and stock conserved. Shares no code with the services, so that a mistake is
 * not made twice.
 */
@NullMarked
package dev.headwater.local.audit;

import org.jspecify.annotations.NullMarked;
