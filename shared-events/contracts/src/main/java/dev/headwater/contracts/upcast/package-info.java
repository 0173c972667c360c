/**
 * What records of earlier versions mean in today's terms, said once for all readers: pure steps
 * from one version of a record to the next.
 */
@NullMarked
package dev.headwater.contracts.upcast;

import org.jspecify.annotations.NullMarked;
