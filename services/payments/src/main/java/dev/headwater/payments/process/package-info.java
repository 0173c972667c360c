/** How payments react to orders and stock, and how they call the gateway. */
@NullMarked
package dev.headwater.payments.process;

import org.jspecify.annotations.NullMarked;
