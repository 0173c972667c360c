/** Read models of stock: what the queries answer from, all of it rebuilt from the log. */
@NullMarked
package dev.headwater.inventory.projection;

import org.jspecify.annotations.NullMarked;
