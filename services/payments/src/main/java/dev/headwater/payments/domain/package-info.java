/** The rules of one order's payment: intents before calls, and refunds. Pure. */
@NullMarked
package dev.headwater.payments.domain;

import org.jspecify.annotations.NullMarked;
