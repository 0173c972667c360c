/** Items and reservations over HTTP. */
@NullMarked
package dev.headwater.inventory.api;

import org.jspecify.annotations.NullMarked;
