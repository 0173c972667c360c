/** How reservations and items react to orders and to each other. */
@NullMarked
package dev.headwater.inventory.process;

import org.jspecify.annotations.NullMarked;
