/** The rules of stock items and of the reservations that draw on them. Pure. */
@NullMarked
package dev.headwater.inventory.domain;

import org.jspecify.annotations.NullMarked;
