/** Orders over HTTP: commands, queries, history and the feed. */
@NullMarked
package dev.headwater.orders.api;

import org.jspecify.annotations.NullMarked;
