/** Read models of orders: what the queries answer from, all of it rebuilt from the log. */
@NullMarked
package dev.headwater.orders.projection;

import org.jspecify.annotations.NullMarked;
