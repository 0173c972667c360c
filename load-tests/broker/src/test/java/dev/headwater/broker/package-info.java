/**
 * What is proven on a real broker without any service; and how tests get one. Read by the tests
 * with faults, too.
 */
@NullMarked
package dev.headwater.broker;

import org.jspecify.annotations.NullMarked;
