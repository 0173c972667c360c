/** The rules of an order: placed once, and ended exactly once. Pure; imports nothing but java. */
@NullMarked
package dev.headwater.orders.domain;

import org.jspecify.annotations.NullMarked;
