/** Read models of payments: what the queries answer from, all of it rebuilt from the log. */
@NullMarked
package dev.headwater.payments.projection;

import org.jspecify.annotations.NullMarked;
