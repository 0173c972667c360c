/** The inventory service: its parts, put together. */
@NullMarked
package dev.headwater.inventory;

import org.jspecify.annotations.NullMarked;
