/** How an order reacts to what other services made known. */
@NullMarked
package dev.headwater.orders.process;

import org.jspecify.annotations.NullMarked;
