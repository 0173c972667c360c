/**
 * A payment gateway to develop and test against: a process of its own with a durable ledger, so
 * that a crash of whoever calls it shows double charges if there are any.
 */
@NullMarked
package dev.headwater.gateway;

import org.jspecify.annotations.NullMarked;
