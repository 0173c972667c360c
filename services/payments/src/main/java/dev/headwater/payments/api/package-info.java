/** Payments and refunds over HTTP. */
@NullMarked
package dev.headwater.payments.api;

import org.jspecify.annotations.NullMarked;
