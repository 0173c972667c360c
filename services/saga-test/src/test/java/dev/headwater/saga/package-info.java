/**
 * The saga as a model: real rules, real policies, real wire forms, and a network that does its
 * worst.
 */
@NullMarked
package dev.headwater.saga;

import org.jspecify.annotations.NullMarked;
